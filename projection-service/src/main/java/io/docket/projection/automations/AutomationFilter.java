package io.docket.projection.automations;

import io.docket.projection.query.Condition;
import io.docket.projection.query.Filters;
import io.docket.projection.query.Listing;
import io.docket.projection.query.Sort;
import io.docket.projection.view.Sortable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How automations are listed. */
public final class AutomationFilter {
    /** The list. */
    public static final Listing LISTING = new Listing(
            "automations",
            AutomationProjector.VIEW,
            new Filters()
                    .with("name", (name, caller) -> new Condition.Is(AutomationProjector.NAME, Sortable.folded(name)))
                    .oneOf("state", "state", Set.of("enabled", "disabled", "retired"))
                    .oneOf("trigger", AutomationProjector.TRIGGER, Set.of("event", "webhook", "cron")),
            Sort.both(Map.of("id", "id", "name", AutomationProjector.NAME, "updatedAt", "updatedAt")),
            "id",
            List.of());

    private AutomationFilter() {}
}
