package io.docket.command.casetype;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.command.decision.Refusal;
import io.docket.command.decision.Rejection;
import io.docket.kit.problem.FieldError;
import java.util.List;
import java.util.function.Function;

/**
 * Whether what somebody defines as a schema is one.
 *
 * @param errors what is wrong with a JSON Schema; empty if nothing
 */
public record SchemaCheck(Function<JsonNode, List<FieldError>> errors) {
    /** Rejects what is no JSON Schema 2020-12, in this field of the payload. */
    public void require(String field, JsonNode schema) {
        List<FieldError> faults = errors.apply(schema);
        if (!faults.isEmpty()) {
            throw new Rejection(
                    Refusal.invalid(field + " is not a JSON Schema 2020-12", DataSchema.within("/" + field, faults)));
        }
    }
}
