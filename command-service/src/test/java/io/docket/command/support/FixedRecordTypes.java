package io.docket.command.support;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.command.payload.DataSchemas;
import io.docket.command.record.RecordTypeVersion;
import io.docket.command.record.RecordTypes;
import io.docket.contracts.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The record type {@code customer} in version 2: its data has a name, which is text. */
public enum FixedRecordTypes implements RecordTypes {
    INSTANCE;

    private static final JsonNode SCHEMA =
            Json.tree("{\"type\":\"object\",\"required\":[\"name\"],\"properties\":{\"name\":{\"type\":\"string\"}}}"
                    .getBytes(StandardCharsets.UTF_8));

    @Override
    public Optional<RecordTypeVersion> current(String tenant, String id) {
        return id.equals("customer")
                ? Optional.of(new RecordTypeVersion(id, 2, new DataSchemas().compile(SCHEMA)))
                : Optional.empty();
    }
}
