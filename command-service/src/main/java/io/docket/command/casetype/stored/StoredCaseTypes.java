package io.docket.command.casetype.stored;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.docket.command.casetype.CaseTypeVersion;
import io.docket.command.casetype.CaseTypes;
import io.docket.command.casetype.DataSchema;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The case types as they are defined. A version never changes, so what was read and compiled once stays valid, wherever
 * it came from; which version is current is asked every time.
 */
public final class StoredCaseTypes implements CaseTypes {
    private final Definitions definitions;
    private final Function<JsonNode, DataSchema> compiler;
    private final Cache<Key, CaseTypeVersion> versions;

    /**
     * @param definitions where the definitions are
     * @param compiler compiles a data schema
     * @param maxCachedVersions versions kept in memory
     */
    public StoredCaseTypes(Definitions definitions, Function<JsonNode, DataSchema> compiler, int maxCachedVersions) {
        this.definitions = definitions;
        this.compiler = compiler;
        this.versions = Caffeine.newBuilder().maximumSize(maxCachedVersions).build();
    }

    @Override
    public Optional<CaseTypeVersion> current(String tenant, String id) {
        long last = definitions.current(tenant, id);
        return last == 0 ? Optional.empty() : version(tenant, id, last);
    }

    @Override
    public Optional<CaseTypeVersion> version(String tenant, String id, long version) {
        return Optional.ofNullable(versions.get(new Key(tenant, id, version), this::read));
    }

    private @Nullable CaseTypeVersion read(Key key) {
        return definitions
                .version(key.tenant, key.id, key.version)
                .map(defined -> new CaseTypeVersion(key.id, key.version, defined, compiler.apply(defined.dataSchema())))
                .orElse(null);
    }

    private record Key(String tenant, String id, long version) {}
}
