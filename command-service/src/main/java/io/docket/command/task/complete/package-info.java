/** Working on a task: draft, completion, cancellation. */
@NullMarked
package io.docket.command.task.complete;

import org.jspecify.annotations.NullMarked;
