package io.docket.command.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.command.casetype.CaseTypeVersion;
import io.docket.command.casetype.CaseTypes;
import io.docket.command.casetype.DataSchema;
import io.docket.contracts.event.CaseTypeEvent.Defined;
import java.util.Optional;
import java.util.function.Function;

/** The case types as they are defined. */
public final class StoredCaseTypes implements CaseTypes {
    private final StoredVersions<Defined, CaseTypeVersion> versions;

    /**
     * @param definitions where the definitions are
     * @param compiler compiles a data schema
     * @param maxCachedVersions versions kept in memory
     */
    public StoredCaseTypes(
            Definitions<Defined> definitions, Function<JsonNode, DataSchema> compiler, int maxCachedVersions) {
        versions = new StoredVersions<>(
                definitions,
                maxCachedVersions,
                (id, version, defined) ->
                        new CaseTypeVersion(id, version, defined, compiler.apply(defined.dataSchema())));
    }

    @Override
    public Optional<CaseTypeVersion> current(String tenant, String id) {
        return versions.current(tenant, id);
    }

    @Override
    public Optional<CaseTypeVersion> version(String tenant, String id, long version) {
        return versions.version(tenant, id, version);
    }
}
