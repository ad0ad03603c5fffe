/** Commands whose handler takes too long: refused, written nothing, and the rest goes on. */
@NullMarked
package io.docket.eventstore.axon.deadline;

import org.jspecify.annotations.NullMarked;
