/** Queues of cases. */
@NullMarked
package io.docket.command.queue;

import org.jspecify.annotations.NullMarked;
