package io.docket.projection.records;

import io.docket.projection.definitions.DefinitionFilter;
import io.docket.projection.query.Condition;
import io.docket.projection.query.DataFilter;
import io.docket.projection.query.Filters;
import io.docket.projection.query.Listing;
import io.docket.projection.query.Sort;
import io.docket.projection.query.WordFilter;
import io.docket.projection.view.Sortable;
import java.util.List;
import java.util.Map;

/** How record types, and the records of one, are listed. */
public final class RecordFilter {
    /** The list of record types. */
    public static final Listing TYPES = DefinitionFilter.of(RecordTypeProjector.VIEW);

    /** The list of records, of one type. */
    public static final Listing RECORDS = new Listing(
            "records",
            RecordProjector.VIEW,
            new Filters()
                    .is("case", RecordProjector.CASE)
                    .user("createdBy", "createdBy")
                    .period("created", "createdAt", Sortable.NEVER)
                    .period("updated", "updatedAt", Sortable.NEVER)
                    .add(WordFilter.QUERY, (parameters, caller) -> WordFilter.conditions(parameters))
                    .add(DataFilter.DATA, (parameters, caller) -> DataFilter.conditions(parameters)),
            Sort.both(Map.of("id", "id", "createdAt", "createdAt", "updatedAt", "updatedAt")),
            "-createdAt",
            List.of());

    private RecordFilter() {}

    /** What the records of a type that are there satisfy. */
    public static List<Condition> ofType(String type) {
        return List.of(new Condition.Is(RecordProjector.LIVE_TYPE, type));
    }
}
