/** Creating a task. */
@NullMarked
package io.docket.command.task.create;

import org.jspecify.annotations.NullMarked;
