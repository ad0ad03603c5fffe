package io.docket.workflow.events;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which events of a partition must have their effect one after the other: those of one root; and a definition stands between all
 * that was written before it and all that was written after it, for starts take the version that is there.
 */
final class EventOrder {
    private static final String DEFINITION = "docket.process-definition.";

    private EventOrder() {}

    /** The sections, one to be done after the other; in each, the events in order by their root, roots side by side. */
    static List<Map<String, List<LoggedEvent>>> of(List<LoggedEvent> events) {
        List<Map<String, List<LoggedEvent>>> sections = new ArrayList<>();
        boolean closed = true;
        for (LoggedEvent event : events) {
            boolean definition = event.envelope().type().startsWith(DEFINITION);
            if (closed || definition) {
                sections.add(new LinkedHashMap<>());
            }
            closed = definition;
            sections.getLast()
                    .computeIfAbsent(
                            event.envelope().tenant() + '/' + event.envelope().root(), root -> new ArrayList<>())
                    .add(event);
        }
        return sections;
    }
}
