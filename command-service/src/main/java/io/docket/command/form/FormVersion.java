package io.docket.command.form;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.command.casetype.DataSchema;

/**
 * One version of a form, ready to be asked.
 *
 * @param id id of the form
 * @param version its version, from 1
 * @param schema the compiled schema of what is filled in
 */
public record FormVersion(String id, long version, DataSchema schema) {
    /** Rejects data that does not fit the form; pointers start at {@code /data}. */
    public void requireValid(JsonNode data) {
        schema.requireValid(data, "version " + version + " of form " + id);
    }
}
