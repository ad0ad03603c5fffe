package io.docket.command.support;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.command.casetype.CaseTypeVersion;
import io.docket.command.casetype.CaseTypes;
import io.docket.command.payload.DataSchemas;
import io.docket.contracts.event.CaseTypeEvent.Defined;
import io.docket.contracts.event.CaseTypeEvent.Stage;
import io.docket.contracts.json.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The case type {@code loan}: stages draft -> review -> any; its data has an amount, which is text. */
public record FixedCaseTypes(@Nullable String process) implements CaseTypes {
    private static final JsonNode SCHEMA = Json.tree("""
            {"type":"object","required":["amount"],"properties":{"amount":{"type":"string"}},"additionalProperties":false}
            """.getBytes(java.nio.charset.StandardCharsets.UTF_8));

    @Override
    public Optional<CaseTypeVersion> current(String tenant, String id) {
        return version(tenant, id, 3);
    }

    @Override
    public Optional<CaseTypeVersion> version(String tenant, String id, long version) {
        if (!id.equals("loan")) {
            return Optional.empty();
        }
        List<Stage> stages = List.of(
                new Stage("draft", "Draft", List.of("review")),
                new Stage("review", "Review", null),
                new Stage("done", "Done", List.of()));
        Defined defined = new Defined("Loan", SCHEMA, stages, process, null, null, null, List.of("desk", "vault"));
        return Optional.of(new CaseTypeVersion(id, version, defined, new DataSchemas().compile(SCHEMA)));
    }
}
