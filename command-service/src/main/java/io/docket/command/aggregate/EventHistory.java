package io.docket.command.aggregate;

import io.docket.contracts.event.EventCatalog;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.upcast.Upcasters;
import io.docket.eventstore.upcast.UpcastingEventStore;

/**
 * The events of the log as this build knows them. A type that changes gets a new version in the catalog and a step from
 * the old one here; {@code src/test/corpus} holds an event of every version that was ever written.
 */
public final class EventHistory {
    static final Upcasters UPCASTERS = Upcasters.of();

    private EventHistory() {}

    /** The store, read in the newest version of every type. */
    public static EventStore of(EventStore store) {
        return new UpcastingEventStore(
                store, UPCASTERS, type -> EventCatalog.classOf(type).isPresent());
    }
}
