/** The event store as Axon Framework's {@code EventStorageEngine}: a thin adapter and its wiring. */
@NullMarked
package io.docket.eventstore.axon;

import org.jspecify.annotations.NullMarked;
