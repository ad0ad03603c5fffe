package io.docket.projection.cases;

import io.docket.kit.identity.Caller;
import io.docket.projection.query.Condition;
import io.docket.projection.query.DataFilter;
import io.docket.projection.query.Filters;
import io.docket.projection.query.Listing;
import io.docket.projection.query.QueryParameters;
import io.docket.projection.query.Sort;
import io.docket.projection.query.WordFilter;
import io.docket.projection.view.Sortable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How cases are listed: filters by every field, and orders. */
public final class CaseFilter {
    /** The list. */
    public static final Listing LISTING = new Listing(
            "cases",
            CaseProjector.VIEW,
            new Filters()
                    .is("type", "caseType")
                    .number("caseTypeVersion", "caseTypeVersion")
                    .is("stage", "stage")
                    .oneOf("status", "status", Set.of("open", "closed", "archived"))
                    .assignee("assignee", CaseKeys.ASSIGNEE)
                    .optional("queue", CaseKeys.QUEUE)
                    .user("openedBy", "openedBy")
                    .is("number", "number")
                    .add("title", CaseFilter::title)
                    .optional("outcome", CaseKeys.OUTCOME)
                    .is("linkedTo", "links.caseId")
                    .is("file", "files.id")
                    .number("version", "version")
                    .period("opened", "openedAt", Sortable.NEVER)
                    .period("updated", "updatedAt", Sortable.NEVER)
                    .period("closed", CaseKeys.CLOSED, Sortable.NEVER)
                    .period("stageSince", CaseKeys.STAGE_SINCE, Sortable.NEVER)
                    .add(WordFilter.QUERY, (parameters, caller) -> WordFilter.conditions(parameters))
                    .add(DataFilter.DATA, (parameters, caller) -> DataFilter.conditions(parameters)),
            Sort.orders(Map.ofEntries(
                    Map.entry("openedAt", List.of("openedAt")),
                    Map.entry("updatedAt", List.of("updatedAt")),
                    Map.entry("closedAt", List.of(CaseKeys.CLOSED)),
                    Map.entry("stageSince", List.of(CaseKeys.STAGE_SINCE)),
                    Map.entry("number", List.of("number")),
                    Map.entry("title", List.of(CaseKeys.TITLE, "openedAt")),
                    Map.entry("type", List.of("caseType", "openedAt")),
                    Map.entry("stage", List.of("stage", "openedAt")),
                    Map.entry("status", List.of("status", "openedAt")),
                    Map.entry("assignee", List.of(CaseKeys.ASSIGNEE, "openedAt")),
                    Map.entry("queue", List.of(CaseKeys.QUEUE, "openedAt")),
                    Map.entry("openedBy", List.of("openedBy", "openedAt")),
                    Map.entry("outcome", List.of(CaseKeys.OUTCOME, "openedAt")))),
            "-openedAt",
            List.of(CaseProjector.COMMENTS));

    private CaseFilter() {}

    /** The whole title; the index knows its beginning. */
    private static List<Condition> title(QueryParameters parameters, Caller caller) {
        return parameters
                .text("title")
                .<List<Condition>>map(title -> List.of(
                        new Condition.Is(CaseKeys.TITLE, Sortable.folded(title)), new Condition.Is("title", title)))
                .orElse(List.of());
    }
}
