package io.docket.projection.kills;

import static io.docket.projection.kills.Fields.copy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a task must be. */
final class TaskReference implements ReferenceView {
    @Override
    public void change(Map<String, Object> doc, LoggedEvent event) {
        switch (event.type()) {
            case "docket.task.created.v1" -> {
                copy(event, doc, "caseId", "processInstanceId", "engineKey", "name", "assignee");
                copy(event, doc, "candidateUsers", "candidateGroups", "priority", "formKey");
                Fields.put(doc, "due", instant(event.get("due")));
                Fields.put(doc, "followUp", instant(event.get("followUp")));
                doc.put("status", "open");
                doc.put("createdAt", event.happenedAt());
                doc.put("createdBy", event.actor());
            }
            case "docket.task.claimed.v1", "docket.task.assigned.v1" -> copy(event, doc, "assignee");
            case "docket.task.released.v1" -> doc.remove("assignee");
            case "docket.task.draft-saved.v1" -> copy(event, doc, "data");
            case "docket.task.failed.v1" -> {
                Map<String, Object> failure = new LinkedHashMap<>();
                copy(event, failure, "errorCode", "message");
                failure.put("actor", event.actor());
                failure.put("at", event.happenedAt());
                doc.put("failure", failure);
            }
            case "docket.task.resumed.v1" -> doc.remove("failure");
            case "docket.task.completed.v1" -> {
                doc.remove("failure");
                if (event.get("data") != null) {
                    copy(event, doc, "data");
                }
                end(doc, "completed", event);
            }
            case "docket.task.cancelled.v1" -> end(doc, "cancelled", event);
            default -> throw new IllegalStateException(event.type());
        }
    }

    @Override
    public Map<String, Object> keys(Map<String, Object> doc) {
        return Map.of(
                "due", Fields.time(doc, "due"),
                "followUp", Fields.time(doc, "followUp"),
                "assignee", Fields.text(doc, "assignee"),
                "case", Fields.text(doc, "caseId"));
    }

    @Override
    public Counts counters(Map<String, Object> doc) {
        Counts counts = new Counts()
                .one("stats", "tasks")
                .one("stats", "tasks", doc.get("status"))
                .many(doc.get("version"), "stats", "events", "task");
        if (!doc.get("status").equals("open")) {
            return counts;
        }
        counts.one("task-age", doc.get("createdAt").toString().substring(0, "2026-01-01".length()));
        boolean isTaken = doc.containsKey("assignee");
        List<?> groups = (List<?>) doc.get("candidateGroups");
        if (isTaken) {
            counts.one("work", "user", doc.get("assignee"));
        } else {
            ((List<?>) doc.get("candidateUsers")).forEach(user -> counts.one("work", "candidate", user));
            groups.forEach(group -> counts.one("work", "group", group));
        }
        (groups.isEmpty() ? List.of("") : groups).forEach(group -> {
            counts.one("due", "open", group);
            if (!isTaken) {
                counts.one("due", "unassigned", group);
            }
            if (doc.containsKey("due")) {
                counts.one("due", "hour", group, doc.get("due").toString().substring(0, "2026-01-01T00".length()));
            }
        });
        return counts;
    }

    private static void end(Map<String, Object> doc, String status, LoggedEvent event) {
        doc.put("status", status);
        doc.put("endedAt", event.happenedAt());
        doc.put("endedBy", event.actor());
    }

    private static @Nullable Instant instant(@Nullable Object text) {
        return text == null ? null : OffsetDateTime.parse((String) text).toInstant();
    }
}
