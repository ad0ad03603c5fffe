/** Failing a task that a process made. */
@NullMarked
package io.docket.command.task.fail;

import org.jspecify.annotations.NullMarked;
