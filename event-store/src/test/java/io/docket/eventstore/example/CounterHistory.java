package io.docket.eventstore.example;

import io.docket.contracts.json.Json;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.upcast.Upcaster;
import io.docket.eventstore.upcast.Upcasters;
import io.docket.eventstore.upcast.UpcastingEventStore;

/** A second version of the counter's event. */
public final class CounterHistory {
    /** Version 1 is a number, version 2 an object that holds it. */
    private static final Upcaster OBJECT = Upcaster.of(
            "example.counter.added",
            1,
            (amount, event) -> Json.mapper().createObjectNode().set("amount", amount));

    private CounterHistory() {}

    /** The store as a build reads it that knows version 2 alone. */
    public static EventStore read(EventStore store) {
        return new UpcastingEventStore(store, Upcasters.of(OBJECT), "example.counter.added.v2"::equals);
    }
}
