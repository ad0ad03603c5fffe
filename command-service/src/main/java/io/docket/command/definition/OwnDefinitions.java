package io.docket.command.definition;

import io.docket.contracts.json.Json;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.StreamId;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The definitions of one kind in the partitions that this instance owns.
 *
 * @param <D> what defines a version
 */
public final class OwnDefinitions<D> implements Definitions<D> {
    private final EventStore store;
    private final DefinitionKind<D> kind;

    public OwnDefinitions(EventStore store, DefinitionKind<D> kind) {
        this.store = store;
        this.kind = kind;
    }

    /** What is defined. */
    public DefinitionKind<D> kind() {
        return kind;
    }

    @Override
    public long current(String tenant, String id) {
        return store.head(stream(tenant, id));
    }

    @Override
    public Optional<D> version(String tenant, String id, long version) {
        try (Stream<StoredEvent> events = store.read(stream(tenant, id), version)) {
            return events.findFirst().map(stored -> Json.read(stored.event().data(), kind.definition()));
        }
    }

    /** Partition of a definition. */
    public int partitionOf(String tenant, String id) {
        return store.partitionOf(store.rootOf(stream(tenant, id)));
    }

    /** True if this instance can tell about the definition now. */
    public boolean isHere(String tenant, String id) {
        return store.serves(partitionOf(tenant, id));
    }

    private String stream(String tenant, String id) {
        return StreamId.of(tenant, kind.entity(), id);
    }
}
