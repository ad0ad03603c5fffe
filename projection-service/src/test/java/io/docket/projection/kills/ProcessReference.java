package io.docket.projection.kills;

import static io.docket.projection.kills.Fields.copy;

import java.util.List;
import java.util.Map;

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
            }
            case "docket.process.cancel-requested.v1" -> doc.put("cancelRequestedAt", event.happenedAt());
            case "docket.process.completed.v1" -> end(doc, "completed", event);
            case "docket.process.terminated.v1" -> end(doc, "terminated", event);
            default -> throw new IllegalStateException(event.type());
        }
    }

    @Override
    public Map<String, Object> keys(Map<String, Object> doc) {
        return Map.of(
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
    }
}
