package io.docket.cli.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.cli.failure.UserError;
import io.docket.contracts.json.Json;
import java.util.List;
import java.util.Set;

/** Which events to show: as JSON, or as {@code key=value} pairs ({@code type=docket.task.*,docket.case.*}). */
final class Filter {
    private static final Set<String> LISTS = Set.of("subject", "type", "caseType");

    private Filter() {}

    /** The filter of a subscription. Throws {@link UserError} if the words are none. */
    static ObjectNode parse(List<String> words) {
        if (words.size() == 1 && words.getFirst().startsWith("{")) {
            return json(words.getFirst());
        }
        ObjectNode filter = Json.mapper().createObjectNode();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new UserError("not a filter: \"" + word + "\"; JSON, or pairs such as type=docket.task.*"
                        + " caseType=loan-application assignee=me data.amount=5");
            }
            String key = word.substring(0, equals);
            String[] values = word.substring(equals + 1).split(",");
            if (values.length == 1 && !LISTS.contains(key)) {
                filter.put(key, values[0]);
            } else {
                ArrayNode list = filter.putArray(key);
                List.of(values).forEach(list::add);
            }
        }
        return filter;
    }

    private static ObjectNode json(String text) {
        try {
            JsonNode filter = Json.mapper().readTree(text);
            if (filter instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new UserError("the filter is not JSON: " + e.getOriginalMessage());
        }
        throw new UserError("the filter is not a JSON object");
    }
}
