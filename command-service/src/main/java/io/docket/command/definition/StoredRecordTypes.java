package io.docket.command.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.command.casetype.DataSchema;
import io.docket.command.record.RecordTypeVersion;
import io.docket.command.record.RecordTypes;
import io.docket.contracts.event.RecordTypeEvent.Defined;
import java.util.Optional;
import java.util.function.Function;

/** The record types as they are defined. */
public final class StoredRecordTypes implements RecordTypes {
    private final StoredVersions<Defined, RecordTypeVersion> versions;

    /**
     * @param definitions where the definitions are
     * @param compiler compiles a schema
     * @param maxCachedVersions versions kept in memory
     */
    public StoredRecordTypes(
            Definitions<Defined> definitions, Function<JsonNode, DataSchema> compiler, int maxCachedVersions) {
        versions = new StoredVersions<>(
                definitions,
                maxCachedVersions,
                (id, version, defined) -> new RecordTypeVersion(id, version, compiler.apply(defined.schema())));
    }

    @Override
    public Optional<RecordTypeVersion> current(String tenant, String id) {
        return versions.current(tenant, id);
    }
}
