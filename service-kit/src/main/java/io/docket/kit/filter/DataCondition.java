package io.docket.kit.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Compares a field of the event's data with scalars: equal to one of them, or an array that contains one. The path is
 * looked up in the data of the event, and where it is not there, in the case's or task's own data inside it
 * ({@code data.data}). Numbers are compared by value: {@code 10} equals {@code 10.00}.
 */
record DataCondition(List<String> path, List<JsonNode> accepted) implements Condition {
    @Override
    public boolean test(FilteredEvent event) {
        JsonNode data = event.data();
        JsonNode found = find(data);
        if (found.isMissingNode()) {
            found = find(data.path("data"));
        }
        if (found.isArray()) {
            for (JsonNode element : found) {
                if (isAccepted(element)) {
                    return true;
                }
            }
            return false;
        }
        return isAccepted(found);
    }

    private JsonNode find(JsonNode data) {
        JsonNode found = data;
        for (String name : path) {
            found = found.path(name);
        }
        return found;
    }

    private boolean isAccepted(JsonNode value) {
        for (JsonNode candidate : accepted) {
            if (candidate.isNumber() && value.isNumber()
                    ? candidate.decimalValue().compareTo(value.decimalValue()) == 0
                    : candidate.equals(value)) {
                return true;
            }
        }
        return false;
    }
}
