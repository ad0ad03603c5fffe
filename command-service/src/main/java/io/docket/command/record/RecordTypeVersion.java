package io.docket.command.record;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.command.casetype.DataSchema;
import io.docket.command.decision.Refusal;
import io.docket.command.decision.Rejection;
import io.docket.kit.problem.FieldError;
import java.util.List;

/**
 * One version of a record type, ready to be asked.
 *
 * @param id id of the record type
 * @param version its version, from 1
 * @param schema the compiled schema of the data
 */
public record RecordTypeVersion(String id, long version, DataSchema schema) {
    /** Rejects data that does not fit the schema; pointers start at {@code /data}. */
    public void requireValid(JsonNode data) {
        List<FieldError> errors = schema.errors(data);
        if (!errors.isEmpty()) {
            throw new Rejection(Refusal.invalid(
                    "the data does not fit version " + version + " of record type " + id,
                    errors.stream()
                            .map(error -> new FieldError("/data" + error.pointer(), error.detail()))
                            .toList()));
        }
    }
}
