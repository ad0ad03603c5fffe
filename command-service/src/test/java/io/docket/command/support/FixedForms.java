package io.docket.command.support;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.command.form.FormVersion;
import io.docket.command.form.Forms;
import io.docket.command.payload.DataSchemas;
import java.util.Optional;

/** The form {@code review} in version 4: its outcome is {@code yes} or {@code no}. */
public enum FixedForms implements Forms {
    INSTANCE;

    private static final JsonNode SCHEMA = Scenario.json(
            "{\"type\":\"object\",\"required\":[\"outcome\"],\"properties\":{\"outcome\":{\"enum\":[\"yes\",\"no\"]}}}");

    @Override
    public Optional<FormVersion> current(String tenant, String id) {
        return id.equals("review")
                ? Optional.of(new FormVersion(id, 4, new DataSchemas().compile(SCHEMA)))
                : Optional.empty();
    }
}
