package io.docket.command.casetype.stored;

import io.docket.command.casetype.CaseTypeState;
import io.docket.contracts.event.CaseTypeEvent.Defined;
import io.docket.contracts.json.Json;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.StreamId;
import java.util.Optional;
import java.util.stream.Stream;

/** The definitions in the partitions that this instance owns. */
public final class OwnDefinitions implements Definitions {
    private final EventStore store;

    public OwnDefinitions(EventStore store) {
        this.store = store;
    }

    @Override
    public long current(String tenant, String id) {
        return store.head(stream(tenant, id));
    }

    @Override
    public Optional<Defined> version(String tenant, String id, long version) {
        try (Stream<StoredEvent> events = store.read(stream(tenant, id), version)) {
            return events.findFirst().map(stored -> Json.read(stored.event().data(), Defined.class));
        }
    }

    /** Partition of a case type. */
    public int partitionOf(String tenant, String id) {
        return store.partitionOf(store.rootOf(stream(tenant, id)));
    }

    /** True if this instance can tell about the case type now. */
    public boolean isHere(String tenant, String id) {
        return store.serves(partitionOf(tenant, id));
    }

    private static String stream(String tenant, String id) {
        return StreamId.of(tenant, CaseTypeState.KIND.name(), id);
    }
}
