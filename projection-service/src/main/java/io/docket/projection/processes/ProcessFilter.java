package io.docket.projection.processes;

import io.docket.projection.query.Filters;
import io.docket.projection.query.Listing;
import io.docket.projection.query.Sort;
import io.docket.projection.view.Sortable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How process instances are listed. */
public final class ProcessFilter {
    /** The list. */
    public static final Listing LISTING = new Listing(
            "processes",
            ProcessProjector.VIEW,
            new Filters()
                    .optional("case", ProcessProjector.CASE)
                    .oneOf("state", "state", Set.of("active", "completed", "terminated"))
                    .oneOf("incident", ProcessProjector.INCIDENT, Set.of("yes", "no"))
                    .is("process", "processId")
                    .number("processVersion", "processVersion")
                    .user("requestedBy", "requestedBy")
                    .period("requested", "requestedAt", Sortable.NEVER)
                    .period("started", ProcessProjector.STARTED, Sortable.NEVER)
                    .period("ended", ProcessProjector.ENDED, Sortable.NEVER),
            Sort.orders(Map.of(
                    "requestedAt", List.of("requestedAt"),
                    "updatedAt", List.of("updatedAt"),
                    "startedAt", List.of(ProcessProjector.STARTED),
                    "endedAt", List.of(ProcessProjector.ENDED),
                    "process", List.of("processId", "requestedAt"),
                    "case", List.of(ProcessProjector.CASE, "requestedAt"),
                    "state", List.of("state", "requestedAt"))),
            "-requestedAt",
            List.of());

    private ProcessFilter() {}
}
