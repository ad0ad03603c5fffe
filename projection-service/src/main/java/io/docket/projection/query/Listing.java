package io.docket.projection.query;

import io.docket.kit.identity.Caller;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * How a view is listed.
 *
 * @param query name of the query in the access table
 * @param view what is listed
 * @param parameters names of its parameters, beside those of paging
 * @param conditions what the documents satisfy, by the parameters and the caller
 * @param sorts the orders that may be asked for, by name
 * @param defaultSort the order where none is asked for
 * @param without fields that are left out
 */
public record Listing(
        String query,
        String view,
        Set<String> parameters,
        BiFunction<QueryParameters, Caller, List<Condition>> conditions,
        Map<String, Sort> sorts,
        String defaultSort,
        List<String> without) {}
