package io.docket.command.bulk;

import com.fasterxml.jackson.databind.JsonNode;

/** How one JSON value of a request becomes a command. */
@FunctionalInterface
public interface ItemFormat {
    /**
     * The command in the value, or why there is none.
     *
     * @param value the JSON value
     * @param bytes its size in the request
     */
    BulkItem item(JsonNode value, int bytes);
}
