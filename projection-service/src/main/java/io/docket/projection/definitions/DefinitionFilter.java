package io.docket.projection.definitions;

import io.docket.projection.query.Condition;
import io.docket.projection.query.Filters;
import io.docket.projection.query.Listing;
import io.docket.projection.query.Sort;
import io.docket.projection.view.Sortable;
import java.util.List;
import java.util.Map;

/** How things that are defined by name are listed. */
public final class DefinitionFilter {
    /** The list of forms. */
    public static final Listing FORMS = of(FormProjector.VIEW);

    /** The list of queues. */
    public static final Listing QUEUES = of(QueueProjector.VIEW);

    /** The list of templates. */
    public static final Listing TEMPLATES = of(TemplateProjector.VIEW);

    private DefinitionFilter() {}

    /** The list of a view of a {@link DefinitionProjector}; its query in the access table has the same name. */
    public static Listing of(String view) {
        return new Listing(
                view,
                view,
                new Filters()
                        .with(
                                "name",
                                (name, caller) -> new Condition.Is(DefinitionProjector.NAME, Sortable.folded(name))),
                Sort.both(Map.of("id", "id", "name", DefinitionProjector.NAME, "updatedAt", "updatedAt")),
                "id",
                List.of());
    }
}
