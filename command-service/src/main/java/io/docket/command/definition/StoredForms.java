package io.docket.command.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.command.casetype.DataSchema;
import io.docket.command.form.FormVersion;
import io.docket.command.form.Forms;
import io.docket.contracts.event.FormEvent.Defined;
import java.util.Optional;
import java.util.function.Function;

/** The forms as they are defined. */
public final class StoredForms implements Forms {
    private final StoredVersions<Defined, FormVersion> versions;

    /**
     * @param definitions where the definitions are
     * @param compiler compiles a schema
     * @param maxCachedVersions versions kept in memory
     */
    public StoredForms(
            Definitions<Defined> definitions, Function<JsonNode, DataSchema> compiler, int maxCachedVersions) {
        versions = new StoredVersions<>(
                definitions,
                maxCachedVersions,
                (id, version, defined) -> new FormVersion(id, version, compiler.apply(defined.schema())));
    }

    @Override
    public Optional<FormVersion> current(String tenant, String id) {
        return versions.current(tenant, id);
    }
}
