package io.docket.notification.stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.kit.filter.Filter;
import io.docket.kit.filter.FilterCompiler;
import io.docket.kit.filter.InvalidFilterException;
import io.docket.kit.identity.Caller;
import io.docket.kit.problem.Problems;
import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The filter language in a query string: a member is a parameter, a repeated parameter is a list. */
final class QueryFilter {
    private static final Set<String> OTHERS = Set.of("from", "cursor", "waitMs", "limit");

    private QueryFilter() {}

    static Filter compile(MultivaluedMap<String, String> parameters, Caller caller) {
        ObjectNode filter = Json.mapper().createObjectNode();
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            String name = parameter.getKey();
            if (!OTHERS.contains(name)) {
                ArrayNode values = filter.putArray(name);
                parameter.getValue().forEach(value -> add(values, value, name.startsWith("data.")));
            }
        }
        try {
            return FilterCompiler.compile(filter, caller);
        } catch (InvalidFilterException e) {
            throw Problems.invalid(e.getMessage(), e.errors());
        }
    }

    /** A query string has texts only: in data, one that reads as a number or truth value stands for that, too. */
    private static void add(ArrayNode values, String value, boolean typed) {
        values.add(value);
        if (typed && (value.equals("true") || value.equals("false"))) {
            values.add(Boolean.parseBoolean(value));
        } else if (typed && value.matches("-?\\d{1,30}(\\.\\d{1,30})?")) {
            values.add(new BigDecimal(value));
        }
    }
}
