package io.docket.system.loans;

import io.docket.contracts.envelope.EventEnvelope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The life of a task as the log tells it: created, then claimed and released in turn, at the end completed or cancelled. */
final class TaskLegality {
    private static final Map<String, List<String>> MAY_FOLLOW = Map.of(
            "none", List.of("created"),
            "created", List.of("claimed", "assigned", "cancelled"),
            "claimed", List.of("released", "assigned", "draft-saved", "completed", "cancelled"),
            "assigned", List.of("released", "assigned", "draft-saved", "completed", "cancelled"),
            "draft-saved", List.of("released", "assigned", "draft-saved", "completed", "cancelled"),
            "released", List.of("claimed", "assigned", "cancelled"));

    private final Map<String, String> last = new HashMap<>();
    private final Map<String, String> broken = new HashMap<>();

    /** Takes the next event of a task. */
    void take(EventEnvelope event) {
        String now = event.type().split("\\.")[2];
        String before = last.put(event.subject().id(), now);
        if (!MAY_FOLLOW
                .getOrDefault(before == null ? "none" : before, List.of())
                .contains(now)) {
            broken.put(event.subject().id(), before + " -> " + now);
        }
    }

    /** The tasks with a step that may not follow the one before. */
    Map<String, String> broken() {
        return broken;
    }

    /** Number of tasks. */
    int tasks() {
        return last.size();
    }
}
