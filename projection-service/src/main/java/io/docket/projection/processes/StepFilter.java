package io.docket.projection.processes;

import io.docket.projection.query.Condition;
import io.docket.projection.query.Filters;
import io.docket.projection.query.Listing;
import io.docket.projection.query.Sort;
import io.docket.projection.view.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the way of one process instance is listed. */
public final class StepFilter {
    /** The list, of one instance. */
    public static final Listing LISTING = new Listing(
            "processes",
            StepProjector.VIEW,
            new Filters()
                    .oneOf("kind", "kind", Set.of("element", "flow", "incident"))
                    .is("element", "elementId")
                    .oneOf("state", "state", Set.of("active", "completed", "terminated")),
            Sort.both(Map.of("at", StepProjector.AT)),
            "at",
            List.of("processInstanceId", "version"));

    private StepFilter() {}

    /** What the steps of an instance satisfy. */
    public static List<Condition> of(String processInstanceId) {
        return List.of(new Condition.Is("processInstanceId", processInstanceId));
    }

    /** A page of the way with the instance beside it. */
    static Map<String, @Nullable Object> history(Document process, Map<String, @Nullable Object> page) {
        Map<String, @Nullable Object> history = new LinkedHashMap<>();
        history.put("process", process.fields());
        history.putAll(page);
        return history;
    }
}
