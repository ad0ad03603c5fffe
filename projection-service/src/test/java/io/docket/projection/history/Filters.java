package io.docket.projection.history;

import io.docket.projection.history.filter.FilterParameters;
import io.docket.projection.history.filter.HistoryFilter;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Set;

/** Filters as a query string has them. */
public final class Filters {
    private Filters() {}

    /** The filter of {@code name=value} pairs. */
    public static HistoryFilter of(String tenant, String... pairs) {
        return parameters(Set.of(), pairs).filter(tenant, true);
    }

    /** The parameters of {@code name=value} pairs. */
    public static FilterParameters parameters(Set<String> others, String... pairs) {
        MultivaluedMap<String, String> given = new MultivaluedHashMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            given.add(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return new FilterParameters(given, others);
    }
}
