/** Defining a queue. */
@NullMarked
package io.docket.command.queue.define;

import org.jspecify.annotations.NullMarked;
