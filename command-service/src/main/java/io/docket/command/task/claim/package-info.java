/** Who does a task: claiming, releasing, assigning. */
@NullMarked
package io.docket.command.task.claim;

import org.jspecify.annotations.NullMarked;
