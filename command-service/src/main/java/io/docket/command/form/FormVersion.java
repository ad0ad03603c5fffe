package io.docket.command.form;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.command.casetype.DataSchema;
import io.docket.command.decision.Refusal;
import io.docket.command.decision.Rejection;
import io.docket.contracts.event.FormRef;
import io.docket.kit.problem.FieldError;
import java.util.List;

/**
 * One version of a form, ready to be asked.
 *
 * @param id id of the form
 * @param version its version, from 1
 * @param schema the compiled schema of what is filled in
 */
public record FormVersion(String id, long version, DataSchema schema) {
    /** How events name it. */
    public FormRef reference() {
        return new FormRef(id, version);
    }

    /** Rejects, with 422, what was brought before the command and does not fit the form; pointers start at {@code /data}. */
    public void requireBrought(JsonNode data) {
        List<FieldError> errors = schema.errors(data);
        if (!errors.isEmpty()) {
            throw new Rejection(Refusal.unfit(
                    "form-mismatch", "the data does not fit " + words(), DataSchema.within("/data", errors)));
        }
    }

    /** Rejects data that does not fit the form; pointers start at {@code /data}. */
    public void requireValid(JsonNode data) {
        schema.requireValid(data, words());
    }

    private String words() {
        return "version " + version + " of form " + id;
    }
}
