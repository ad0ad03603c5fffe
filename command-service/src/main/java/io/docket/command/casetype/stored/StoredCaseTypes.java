package io.docket.command.casetype.stored;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.docket.command.casetype.CaseTypeState;
import io.docket.command.casetype.CaseTypeVersion;
import io.docket.command.casetype.CaseTypes;
import io.docket.command.casetype.DataSchema;
import io.docket.contracts.event.CaseTypeEvent.Defined;
import io.docket.contracts.json.Json;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.StreamId;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The case types of the event store. A version never changes, so what was read and compiled once stays valid; which
 * version is current is asked every time.
 */
public final class StoredCaseTypes implements CaseTypes {
    private final EventStore store;
    private final Function<JsonNode, DataSchema> compiler;
    private final Cache<Key, CaseTypeVersion> versions;

    /**
     * @param store where the definitions are
     * @param compiler compiles a data schema
     * @param maxCachedVersions versions kept in memory
     */
    public StoredCaseTypes(EventStore store, Function<JsonNode, DataSchema> compiler, int maxCachedVersions) {
        this.store = store;
        this.compiler = compiler;
        this.versions = Caffeine.newBuilder().maximumSize(maxCachedVersions).build();
    }

    @Override
    public Optional<CaseTypeVersion> current(String tenant, String id) {
        long last = store.head(StreamId.of(tenant, CaseTypeState.KIND.name(), id));
        return last == 0 ? Optional.empty() : version(tenant, id, last);
    }

    @Override
    public Optional<CaseTypeVersion> version(String tenant, String id, long version) {
        return Optional.ofNullable(versions.get(new Key(tenant, id, version), this::read));
    }

    private @Nullable CaseTypeVersion read(Key key) {
        String stream = StreamId.of(key.tenant, CaseTypeState.KIND.name(), key.id);
        try (Stream<StoredEvent> events = store.read(stream, key.version)) {
            return events.findFirst()
                    .map(stored -> Json.read(stored.event().data(), Defined.class))
                    .map(defined ->
                            new CaseTypeVersion(key.id, key.version, defined, compiler.apply(defined.dataSchema())))
                    .orElse(null);
        }
    }

    private record Key(String tenant, String id, long version) {}
}
