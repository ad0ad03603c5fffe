package io.docket.command.record;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.command.casetype.DataSchema;

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
        schema.requireValid(data, "version " + version + " of record type " + id);
    }
}
