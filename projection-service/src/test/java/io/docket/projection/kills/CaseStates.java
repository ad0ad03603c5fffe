package io.docket.projection.kills;

import io.docket.projection.view.LogEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the cases of a tenant must be after each of their events, by code that shares nothing with the service. */
public final class CaseStates {
    private final CaseReference reference = new CaseReference();
    private final Map<String, Map<String, Object>> now = new HashMap<>();
    private final Map<String, List<Map<String, Object>>> unapplied = new HashMap<>();

    /**
     * The state of the case after the event. An event that no case can take changes nothing but the version and the times, and
     * is told in {@code unapplied}.
     */
    public Map<String, Object> after(LogEvent happened) {
        LoggedEvent event = LoggedEvent.of(happened);
        Map<String, Object> state = new LinkedHashMap<>(now.getOrDefault(event.id(), Map.of()));
        state.putIfAbsent("id", event.id());
        if (isUnknownComment(state, event)) {
            List<Map<String, Object>> told = new ArrayList<>(unapplied.getOrDefault(event.id(), List.of()));
            told.add(Map.of(
                    "position",
                    event.partition() + "-" + event.offset(),
                    "type",
                    event.type(),
                    "version",
                    event.version(),
                    "reason",
                    "the case has no comment " + event.get("commentId")));
            unapplied.put(event.id(), told);
        } else {
            reference.change(state, event);
        }
        state.put("version", event.version());
        state.put("updatedAt", event.happenedAt());
        state.put("recordedAt", event.recordedAt());
        now.put(event.id(), state);
        Map<String, Object> told = new LinkedHashMap<>(state);
        Fields.put(told, "unapplied", unapplied.get(event.id()));
        return told;
    }

    private static boolean isUnknownComment(Map<String, Object> state, LoggedEvent event) {
        return event.type().equals("docket.case.comment-edited.v1")
                && Fields.list(state, "comments").stream()
                        .noneMatch(comment -> comment.get("id").equals(event.get("commentId")));
    }
}
