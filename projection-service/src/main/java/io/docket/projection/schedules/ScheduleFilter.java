package io.docket.projection.schedules;

import io.docket.projection.query.Filters;
import io.docket.projection.query.Listing;
import io.docket.projection.query.Sort;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How schedules are listed. */
public final class ScheduleFilter {
    /** The list. */
    public static final Listing LISTING = new Listing(
            "schedules",
            ScheduleProjector.VIEW,
            new Filters()
                    .optional("case", ScheduleProjector.CASE)
                    .oneOf("state", "state", Set.of("active", "ended", "cancelled"))
                    .is("command", "command")
                    .user("owner", "owner"),
            Sort.both(Map.of("due", ScheduleProjector.DUE, "createdAt", "createdAt", "updatedAt", "updatedAt")),
            "due",
            List.of());

    private ScheduleFilter() {}
}
