package io.docket.projection.query;

import io.docket.kit.identity.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a view is listed.
 *
 * @param query name of the query in the access table
 * @param view what is listed
 * @param filters its parameters, beside those of paging
 * @param sorts the orders that may be asked for, by name
 * @param defaultSort the order where none is asked for
 * @param without fields that are left out
 */
public record Listing(
        String query, String view, Filters filters, Map<String, Sort> sorts, String defaultSort, List<String> without) {
    /**
     * The page that the parameters ask for; an unusable one is the client's fault.
     *
     * @param given the parameters, each with all its values
     * @param always what the documents satisfy whatever is asked for
     */
    public ListQuery page(Map<String, List<String>> given, Caller caller, List<Condition> always) {
        QueryParameters parameters = QueryParameters.ofPage(given, filters.parameters());
        Sort sort = parameters.sort(sorts, defaultSort);
        List<Condition> conditions = new ArrayList<>(always);
        conditions.addAll(filters.conditions(parameters, caller));
        return new ListQuery(
                view,
                caller.tenant(),
                conditions,
                sort,
                parameters
                        .text("after")
                        .map(text -> PageCursor.parse(
                                text, sort.in(view), sort.fields().size()))
                        .orElse(null),
                parameters.limit(),
                without);
    }
}
