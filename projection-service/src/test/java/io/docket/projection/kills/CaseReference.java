package io.docket.projection.kills;

import static io.docket.projection.kills.Fields.copy;
import static io.docket.projection.kills.Fields.put;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a case must be. */
final class CaseReference implements ReferenceView {
    @Override
    public void change(Map<String, Object> doc, LoggedEvent event) {
        switch (event.type()) {
            case "docket.case.opened.v1" -> open(doc, event);
            case "docket.case.updated.v1" -> doc.put("data", Fields.merged(doc.get("data"), event.get("data")));
            case "docket.case.moved.v1" -> {
                workEnds(doc, event);
                put(doc, "stage", event.get("to"));
                if (doc.get("status").equals("open")) {
                    workBegins(doc, event);
                }
            }
            case "docket.case.assigned.v1" -> copy(event, doc, "assignee");
            case "docket.case.queued.v1" -> copy(event, doc, "queue");
            case "docket.case.comment-added.v1" -> {
                Map<String, Object> comment = Fields.by(event);
                put(comment, "id", event.get("commentId"));
                copy(event, comment, "body", "parentId");
                Fields.add(doc, "comments", comment);
            }
            case "docket.case.comment-edited.v1" ->
                doc.put(
                        "comments",
                        Fields.list(doc, "comments").stream()
                                .map(comment -> edited(comment, event))
                                .toList());
            case "docket.case.file-attached.v1" -> {
                Map<String, Object> file = Fields.by(event);
                put(file, "id", event.get("fileId"));
                copy(event, file, "name", "contentType", "size", "sha256");
                Fields.add(doc, "files", file);
            }
            case "docket.case.file-detached.v1" ->
                doc.put(
                        "files",
                        Fields.list(doc, "files").stream()
                                .filter(file -> !file.get("id").equals(event.get("fileId")))
                                .toList());
            case "docket.case.linked.v1" -> {
                Map<String, Object> link = Fields.by(event);
                copy(event, link, "caseId", "relation");
                Fields.add(doc, "links", link);
            }
            case "docket.case.closed.v1" -> {
                workEnds(doc, event);
                doc.put("status", "closed");
                copy(event, doc, "outcome");
                doc.put("closedAt", event.happenedAt());
            }
            case "docket.case.reopened.v1" -> {
                doc.put("status", "open");
                doc.remove("outcome");
                doc.remove("closedAt");
                workBegins(doc, event);
            }
            case "docket.case.archived.v1" -> doc.put("status", "archived");
            default -> throw new IllegalStateException(event.type());
        }
    }

    @Override
    public Map<String, Object> keys(Map<String, Object> doc) {
        FoundWords words =
                new FoundWords().read(doc.get("number")).read(doc.get("title")).read(doc.get("data"));
        Fields.list(doc, "comments").reversed().forEach(comment -> words.read(comment.get("body")));
        return Map.of(
                "words", words.found(),
                "assignee", Fields.text(doc, "assignee"),
                "queue", Fields.text(doc, "queue"),
                "outcome", Fields.text(doc, "outcome"),
                "title", Fields.folded(doc, "title"),
                "closed", Fields.time(doc, "closedAt"),
                "stageSince", Fields.time(doc, "stageSince"));
    }

    @Override
    public Counts counters(Map<String, Object> doc) {
        Object type = doc.get("caseType");
        Object status = doc.get("status");
        Instant opened = (Instant) doc.get("openedAt");
        Instant closed = (Instant) doc.get("closedAt");
        Counts counts = new Counts()
                .one("stats", "cases")
                .one("stats", "cases", status)
                .one("stats", "type", type)
                .one("stats", "type", type, "stage", doc.get("stage"))
                .one("stats", "type", type, "status", status)
                .many(doc.get("version"), "stats", "events", "case")
                .one("flow-" + month(opened), "opened", day(opened), type);
        if (status.equals("open")) {
            counts.one("age", type, day(opened));
        }
        if (closed != null) {
            long millis = millis(opened, closed);
            counts.one("flow-" + month(closed), "closed", day(closed), type)
                    .many(millis, "lead", "millis", type)
                    .one("lead", "bucket", type, bucket(millis));
            times(doc)
                    .forEach((stage, time) ->
                            time.forEach((what, sum) -> counts.many(sum, "lead", "stage", type, stage, what)));
        }
        return counts;
    }

    @Override
    public Map<String, String> summary(Map<String, Object> doc) {
        Map<String, String> summary = new TreeMap<>();
        for (String field : List.of("id", "number", "caseType", "title", "stage", "status", "assignee", "version")) {
            if (doc.get(field) != null) {
                summary.put(field, doc.get(field).toString());
            }
        }
        return summary;
    }

    private static void open(Map<String, Object> doc, LoggedEvent event) {
        copy(event, doc, "number", "caseType", "caseTypeVersion", "title", "stage", "data", "assignee", "queue");
        doc.put("status", "open");
        doc.put("comments", List.of());
        doc.put("files", List.of());
        doc.put("links", List.of());
        doc.put("openedAt", event.happenedAt());
        doc.put("openedBy", event.actor());
        workBegins(doc, event);
    }

    private static Map<String, Object> edited(Map<String, Object> comment, LoggedEvent event) {
        if (!comment.get("id").equals(event.get("commentId"))) {
            return comment;
        }
        Map<String, Object> edited = new HashMap<>(comment);
        put(edited, "body", event.get("body"));
        edited.put("editedAt", event.happenedAt());
        return edited;
    }

    /** From now on the time in the stage is counted. */
    private static void workBegins(Map<String, Object> doc, LoggedEvent event) {
        doc.put("stageSince", event.happenedAt());
    }

    /** One visit of the stage is over, if one was being counted. */
    private static void workEnds(Map<String, Object> doc, LoggedEvent event) {
        Instant since = (Instant) doc.remove("stageSince");
        if (since != null) {
            Map<String, Map<String, Long>> times = new LinkedHashMap<>(times(doc));
            Map<String, Long> time =
                    new HashMap<>(times.getOrDefault(doc.get("stage").toString(), Map.of()));
            time.merge("visits", 1L, Long::sum);
            time.merge("millis", millis(since, event.happenedAt()), Long::sum);
            times.put(doc.get("stage").toString(), time);
            doc.put("stageTimes", times);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Long>> times(Map<String, Object> doc) {
        return (Map<String, Map<String, Long>>) doc.getOrDefault("stageTimes", Map.of());
    }

    /** Nothing takes less than no time, whatever was said of when it happened. */
    private static long millis(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis());
    }

    private static String day(Instant at) {
        return at.toString().substring(0, "2026-01-01".length());
    }

    private static String month(Instant at) {
        return at.toString().substring(0, "2026-01".length());
    }

    /** Eight buckets for each doubling; below 16 ms, one for each. */
    private static long bucket(long millis) {
        if (millis < 16) {
            return millis;
        }
        long first = 16;
        long from = 16;
        while (millis >= 2 * from) {
            from *= 2;
            first += 8;
        }
        return first + (millis - from) / (from / 8);
    }
}
