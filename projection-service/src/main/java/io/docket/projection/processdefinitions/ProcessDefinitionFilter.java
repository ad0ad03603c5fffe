package io.docket.projection.processdefinitions;

import io.docket.projection.query.Filters;
import io.docket.projection.query.Listing;
import io.docket.projection.query.Sort;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How deployments are listed. */
public final class ProcessDefinitionFilter {
    /** The list. */
    public static final Listing LISTING = new Listing(
            "processes",
            ProcessDefinitionProjector.VIEW,
            new Filters()
                    .is("process", ProcessDefinitionProjector.PROCESSES)
                    .oneOf("state", "state", Set.of("deployed", "active", "refused")),
            Sort.both(Map.of("deployedAt", "deployedAt")),
            "-deployedAt",
            List.of("bpmn", "resources"));

    private ProcessDefinitionFilter() {}
}
