package io.docket.projection.casetypes;

import io.docket.projection.query.Condition;
import io.docket.projection.query.Filters;
import io.docket.projection.query.Listing;
import io.docket.projection.query.Sort;
import io.docket.projection.view.Sortable;
import java.util.List;
import java.util.Map;

/** How case types, and the versions of one, are listed. */
public final class CaseTypeFilter {
    /** The list of case types. */
    public static final Listing TYPES = new Listing(
            "case-types",
            CaseTypeProjector.VIEW,
            new Filters()
                    .with("name", (name, caller) -> new Condition.Is(CaseTypeProjector.NAME, Sortable.folded(name)))
                    .optional("process", CaseTypeProjector.PROCESS),
            Sort.both(Map.of("id", "id", "name", CaseTypeProjector.NAME, "updatedAt", "updatedAt")),
            "id",
            List.of());

    /** The list of versions, of one case type. */
    public static final Listing VERSIONS = new Listing(
            "case-types",
            CaseTypeVersionProjector.VIEW,
            new Filters(),
            Sort.both(Map.of("version", "version")),
            "-version",
            List.of());

    private CaseTypeFilter() {}

    /** What the versions of a case type satisfy. */
    public static List<Condition> of(String caseType) {
        return List.of(new Condition.Is("id", caseType));
    }
}
