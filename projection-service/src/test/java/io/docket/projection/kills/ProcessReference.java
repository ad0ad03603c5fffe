package io.docket.projection.kills;

import static io.docket.projection.kills.Fields.copy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a process instance must be. */
final class ProcessReference implements ReferenceView {
    @Override
    public void change(Map<String, Object> doc, LoggedEvent event) {
        switch (event.type()) {
            case "docket.process.requested.v1" -> {
                copy(event, doc, "caseId", "processId");
                doc.put("state", "active");
                doc.put("incidents", List.of());
                doc.put("requestedAt", event.happenedAt());
                doc.put("requestedBy", event.actor());
            }
            case "docket.process.started.v1" -> {
                copy(event, doc, "engineKey", "processVersion");
                doc.put("startedAt", event.happenedAt());
                doc.remove("activeElements");
            }
            case "docket.process.cancel-requested.v1" -> doc.put("cancelRequestedAt", event.happenedAt());
            case "docket.process.completed.v1" -> end(doc, "completed", event);
            case "docket.process.terminated.v1" -> end(doc, "terminated", event);
            case "docket.process.incident-raised.v1" -> {
                Map<String, Object> incident = new LinkedHashMap<>();
                incident.put("id", event.get("incidentId"));
                copy(event, incident, "kind", "message", "elementId", "jobKey");
                incident.put("raisedAt", event.happenedAt());
                remove(doc, "incidents", "id", event.get("incidentId"));
                Fields.add(doc, "incidents", incident);
            }
            case "docket.process.incident-retry-requested.v1" ->
                Fields.list(doc, "incidents").stream()
                        .filter(incident -> incident.get("id").equals(event.get("incidentId")))
                        .forEach(incident -> incident.put("retryRequestedAt", event.happenedAt()));
            case "docket.process.incident-resolved.v1" -> remove(doc, "incidents", "id", event.get("incidentId"));
            case "docket.process.migration-requested.v1" -> {
                Map<String, Object> migration = new LinkedHashMap<>();
                copy(event, migration, "processId", "processVersion");
                migration.put("requestedAt", event.happenedAt());
                doc.put("migration", migration);
            }
            case "docket.process.migrated.v1" -> {
                copy(event, doc, "processId", "processVersion");
                doc.put("migratedAt", event.happenedAt());
                doc.remove("migration");
            }
            case "docket.process.steps-cut.v1" -> doc.put("stepsCut", event.get("limit"));
            case "docket.process.element-activated.v1" -> {
                Map<String, Object> element = new LinkedHashMap<>();
                copy(event, element, "elementId", "elementType", "elementKey");
                element.put("since", Instant.parse(String.valueOf(event.get("at"))));
                if (event.get("called") == null
                        && Fields.list(doc, "activeElements").size() < 200) {
                    Fields.add(doc, "activeElements", element);
                }
            }
            case "docket.process.element-completed.v1", "docket.process.element-terminated.v1" -> {
                remove(doc, "activeElements", "elementKey", event.get("elementKey"));
                if (Fields.list(doc, "activeElements").isEmpty()) {
                    doc.remove("activeElements");
                }
            }
            case "docket.process.element-migrated.v1" ->
                Fields.list(doc, "activeElements").stream()
                        .filter(element -> element.get("elementKey").equals(event.get("elementKey")))
                        .forEach(element -> element.put("elementId", event.get("elementId")));
            case "docket.process.flow-taken.v1",
                    "docket.process.job-failed.v1",
                    "docket.process.timer-fired.v1",
                    "docket.process.message-correlated.v1" -> {}
            default -> throw new IllegalStateException(event.type());
        }
    }

    @Override
    public Map<String, Object> keys(Map<String, Object> doc) {
        return Map.of(
                "incident", Fields.list(doc, "incidents").isEmpty() ? "no" : "yes",
                "case", Fields.text(doc, "caseId"),
                "started", Fields.time(doc, "startedAt"),
                "ended", Fields.time(doc, "endedAt"));
    }

    @Override
    public Counts counters(Map<String, Object> doc) {
        return new Counts()
                .one("stats", "processes")
                .one("stats", "processes", doc.get("state"))
                .many(doc.get("version"), "stats", "events", "process");
    }

    private static void end(Map<String, Object> doc, String state, LoggedEvent event) {
        doc.put("state", state);
        doc.put("endedAt", event.happenedAt());
        doc.put("incidents", List.of());
        doc.remove("activeElements");
    }

    private static void remove(Map<String, Object> doc, String list, String field, @Nullable Object key) {
        doc.put(
                list,
                Fields.list(doc, list).stream()
                        .filter(element -> !element.get(field).equals(key))
                        .toList());
    }
}
