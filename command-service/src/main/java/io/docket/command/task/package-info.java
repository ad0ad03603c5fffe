/** The state of a task that decisions need. */
@NullMarked
package io.docket.command.task;

import org.jspecify.annotations.NullMarked;
