package io.docket.projection.kills;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one element that an instance was at must be, or one incident of it. */
final class StepReference implements ReferenceView {
    private static final int NEWEST = 20;

    /** Id of the document that the event changes; absent if it changes none. */
    static @Nullable String idOf(LoggedEvent event) {
        if (event.get("elementKey") != null && event.get("enginePosition") != null) {
            return event.id() + '/' + event.get("elementKey");
        }
        return event.get("incidentId") == null ? null : event.id() + "/incident-" + event.get("incidentId");
    }

    @Override
    public void change(Map<String, Object> doc, LoggedEvent event) {
        switch (event.type().replaceAll("docket.process.|.v1", "")) {
            case "element-activated" -> {
                doc.clear();
                begin(doc, event);
                doc.put("elementType", event.get("elementType"));
                doc.put("state", "active");
            }
            case "element-completed" -> end(doc, event, "completed");
            case "element-terminated" -> end(doc, event, "terminated");
            case "element-migrated" -> {
                begin(doc, event);
                doc.put("elementType", event.get("elementType"));
                doc.putIfAbsent("state", "active");
                if (!doc.get("elementId").equals(event.get("elementId"))) {
                    append(doc, "formerElements", Map.of("elementId", doc.get("elementId"), "until", at(event)));
                    doc.put("elementId", event.get("elementId"));
                }
            }
            case "flow-taken" -> {
                doc.putIfAbsent("kind", "flow");
                begin(doc, event);
            }
            case "job-failed" -> happened(doc, event, "jobFailures", "jobType", "retries", "message");
            case "timer-fired" -> happened(doc, event, "timers", "elementId");
            case "message-correlated" -> happened(doc, event, "messages", "message");
            case "incident-raised" -> {
                doc.putIfAbsent("processInstanceId", event.id());
                doc.putIfAbsent("kind", "incident");
                doc.putIfAbsent("at", event.happenedAt());
                doc.put("incidentKind", event.get("kind"));
                Fields.copy(event, doc, "incidentId", "message", "elementId", "elementKey");
                doc.put("state", "active");
                doc.remove("endedAt");
            }
            case "incident-retry-requested" -> doc.merge("retries", 1L, (a, b) -> (Long) a + (Long) b);
            case "incident-resolved" -> {
                doc.put("state", "completed");
                doc.put("endedAt", event.happenedAt());
            }
            default -> throw new IllegalStateException(event.type());
        }
    }

    @Override
    public Map<String, Object> keys(Map<String, Object> doc) {
        return Map.of("at", Fields.time(doc, "at"));
    }

    private static void begin(Map<String, Object> doc, LoggedEvent event) {
        doc.putIfAbsent("processInstanceId", event.id());
        doc.putIfAbsent("kind", "element");
        doc.putIfAbsent("at", at(event));
        if (!doc.containsKey("elementId")) {
            Fields.copy(event, doc, "elementId", "elementKey", "called");
        }
    }

    private static void end(Map<String, Object> doc, LoggedEvent event, String state) {
        begin(doc, event);
        doc.put("elementType", event.get("elementType"));
        doc.put("state", state);
        doc.put("endedAt", at(event));
        if (state.equals("completed")) {
            Fields.copy(event, doc, "dataKeys");
        }
    }

    private static void happened(Map<String, Object> doc, LoggedEvent event, String list, String... fields) {
        begin(doc, event);
        Map<String, Object> happening = new LinkedHashMap<>();
        Fields.copy(event, happening, fields);
        happening.put("at", at(event));
        append(doc, list, happening);
    }

    private static void append(Map<String, Object> doc, String list, Map<String, Object> happening) {
        List<Map<String, Object>> all = new ArrayList<>(Fields.list(doc, list));
        all.add(happening);
        doc.put(list, all.subList(Math.max(0, all.size() - NEWEST), all.size()));
    }

    private static Instant at(LoggedEvent event) {
        return Instant.parse(String.valueOf(event.get("at"))).truncatedTo(ChronoUnit.MILLIS);
    }
}
