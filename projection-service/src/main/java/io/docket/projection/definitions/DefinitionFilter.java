package io.docket.projection.definitions;

import io.docket.projection.query.Filters;
import io.docket.projection.query.Listing;
import io.docket.projection.query.Sort;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How deployments are listed. */
public final class DefinitionFilter {
    /** The list. */
    public static final Listing LISTING = new Listing(
            "processes",
            DefinitionProjector.VIEW,
            new Filters()
                    .is("process", DefinitionProjector.PROCESSES)
                    .oneOf("state", "state", Set.of("deployed", "active", "refused")),
            Sort.both(Map.of("deployedAt", "deployedAt")),
            "-deployedAt",
            List.of("bpmn", "resources"));

    private DefinitionFilter() {}
}
