package io.docket.projection.kills;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the views must hold after a log, written from the description of the views and not from their code: event by
 * event, in the plainest way.
 */
final class ReferenceFold {
    /** Documents by collection and id: {@code {at, tenant, doc, keys}}. */
    final Map<String, Map<String, Entry>> documents = new TreeMap<>();

    /** Parked roots by tenant and root. */
    final Map<String, Parked> parked = new TreeMap<>();

    final Map<String, Set<String>> actors = new TreeMap<>();
    final Map<Integer, Long> next = new TreeMap<>();
    private final Map<String, List<Map<String, @Nullable Object>>> timelines = new HashMap<>();

    void apply(LoggedEvent event) {
        next.put(event.partition(), event.offset() + 1);
        actors.computeIfAbsent(event.tenant(), any -> new TreeSet<>()).add(event.actor());
        timeline(event);
        switch (event.entity()) {
            case "case" -> caseEvent(event);
            case "task" -> entity("tasks", event, this::task);
            case "process" -> entity("processes", event, this::process);
            case "case-type" -> entity("case-types", event, this::caseType);
            default -> throw new IllegalStateException(event.entity());
        }
    }

    /** The counters by tenant and group, as the hot views keep them. */
    Map<String, Map<String, Long>> counters() {
        Map<String, Map<String, Long>> all = new TreeMap<>();
        documents.forEach((view, byId) -> byId.values()
                .forEach(entry -> counters(view, entry).forEach((counter, value) -> {
                    String group = counter.substring(0, counter.indexOf(':'));
                    all.computeIfAbsent(entry.tenant + ':' + group, any -> new TreeMap<>())
                            .merge(counter.substring(group.length() + 1), value, Long::sum);
                })));
        return all;
    }

    /** What one document adds to the counters; empty for a sealed page of a timeline. */
    static Map<String, Long> counters(String view, Entry entry) {
        Map<String, Object> doc = entry.doc;
        Map<String, Long> counters = new TreeMap<>();
        switch (view) {
            case "cases" -> {
                String type = "type/" + doc.get("caseType");
                counters.put("stats:cases", 1L);
                counters.put("stats:cases/" + doc.get("status"), 1L);
                counters.put("stats:" + type, 1L);
                counters.put("stats:" + type + "/stage/" + doc.get("stage"), 1L);
                counters.put("stats:" + type + "/status/" + doc.get("status"), 1L);
                counters.put("stats:events/case", (Long) doc.get("version"));
            }
            case "tasks" -> {
                counters.put("stats:tasks", 1L);
                counters.put("stats:tasks/" + doc.get("status"), 1L);
                counters.put("stats:events/task", (Long) doc.get("version"));
                if ("open".equals(doc.get("status")) && doc.get("assignee") != null) {
                    counters.put("work:user/" + doc.get("assignee"), 1L);
                } else if ("open".equals(doc.get("status"))) {
                    ((List<?>) doc.get("candidateGroups")).forEach(group -> counters.put("work:group/" + group, 1L));
                }
            }
            case "processes" -> {
                counters.put("stats:processes", 1L);
                counters.put("stats:processes/" + doc.get("state"), 1L);
                counters.put("stats:events/process", (Long) doc.get("version"));
            }
            case "case-types" -> {
                counters.put("stats:case-types", 1L);
                counters.put("stats:events/case-type", (Long) doc.get("version"));
            }
            case "timelines" -> {
                if (doc.get("count") != null) {
                    counters.put("stats:events", (Long) doc.get("count"));
                }
            }
            default -> throw new IllegalStateException(view);
        }
        return counters;
    }

    private void caseEvent(LoggedEvent event) {
        String root = event.tenant() + '/' + event.root();
        Parked letter = parked.get(root);
        if (letter != null) {
            letter.queued.add(event.offset());
            return;
        }
        Entry before = entry("cases", event);
        if (event.type().equals("docket.case.comment-edited.v1")
                && list(before.doc, "comments").stream()
                        .noneMatch(comment -> comment.get("id").equals(event.get("commentId")))) {
            parked.put(root, new Parked(event, new ArrayList<>()));
            return;
        }
        entity("cases", event, this::caseDocument);
        List<String> words = new ArrayList<>();
        Map<String, Object> doc = entry("cases", event).doc;
        Set<String> all = new LinkedHashSet<>();
        String number = (String) doc.get("number");
        all.add(number);
        all.addAll(List.of(number.split("[\\s\\p{Punct}]+")));
        if (doc.get("title") != null) {
            all.addAll(List.of(((String) doc.get("title")).split("[\\s\\p{Punct}]+")));
        }
        all.forEach(word -> words.add(word.toLowerCase(Locale.ROOT)));
        entry("cases", event).keys.put("words", words.stream().distinct().toList());
    }

    private void entity(String view, LoggedEvent event, Change change) {
        Entry entry = entry(view, event);
        entry.doc.putIfAbsent("id", event.id());
        change.apply(entry, event);
        entry.doc.put("version", event.version());
        entry.doc.put("updatedAt", event.time());
        entry.doc.put("recordedAt", event.time());
        entry.doc.values().removeIf(Objects::isNull);
        entry.at = event.offset();
    }

    private void caseDocument(Entry entry, LoggedEvent event) {
        Map<String, Object> doc = entry.doc;
        switch (event.type()) {
            case "docket.case.opened.v1" -> {
                copy(
                        event,
                        doc,
                        "number",
                        "caseType",
                        "caseTypeVersion",
                        "title",
                        "stage",
                        "data",
                        "assignee",
                        "queue");
                doc.put("status", "open");
                doc.put("comments", List.of());
                doc.put("files", List.of());
                doc.put("links", List.of());
                doc.put("openedAt", event.time());
                doc.put("openedBy", event.actor());
            }
            case "docket.case.updated.v1" -> doc.put("data", merged(doc.get("data"), event.get("data")));
            case "docket.case.moved.v1" -> put(doc, "stage", event.get("to"));
            case "docket.case.assigned.v1" -> put(doc, "assignee", event.get("assignee"));
            case "docket.case.comment-added.v1" -> {
                Map<String, Object> comment = by(event);
                put(comment, "id", event.get("commentId"));
                put(comment, "body", event.get("body"));
                put(comment, "parentId", event.get("parentId"));
                add(doc, "comments", comment);
            }
            case "docket.case.comment-edited.v1" ->
                doc.put(
                        "comments",
                        list(doc, "comments").stream()
                                .map(comment -> {
                                    Map<String, Object> edited = new HashMap<>(comment);
                                    if (comment.get("id").equals(event.get("commentId"))) {
                                        put(edited, "body", event.get("body"));
                                        edited.put("editedAt", event.time());
                                    }
                                    return edited;
                                })
                                .toList());
            case "docket.case.file-attached.v1" -> {
                Map<String, Object> file = by(event);
                put(file, "id", event.get("fileId"));
                copy(event, file, "name", "contentType", "size", "sha256");
                add(doc, "files", file);
            }
            case "docket.case.file-detached.v1" ->
                doc.put(
                        "files",
                        list(doc, "files").stream()
                                .filter(file -> !file.get("id").equals(event.get("fileId")))
                                .toList());
            case "docket.case.linked.v1" -> {
                Map<String, Object> link = by(event);
                copy(event, link, "caseId", "relation");
                add(doc, "links", link);
            }
            case "docket.case.closed.v1" -> {
                doc.put("status", "closed");
                put(doc, "outcome", event.get("outcome"));
                doc.put("closedAt", event.time());
            }
            case "docket.case.reopened.v1" -> {
                doc.put("status", "open");
                doc.remove("outcome");
                doc.remove("closedAt");
            }
            case "docket.case.archived.v1" -> doc.put("status", "archived");
            default -> throw new IllegalStateException(event.type());
        }
    }

    private void task(Entry entry, LoggedEvent event) {
        Map<String, Object> doc = entry.doc;
        switch (event.type()) {
            case "docket.task.created.v1" -> {
                copy(event, doc, "caseId", "processInstanceId", "engineKey", "name", "assignee");
                copy(event, doc, "candidateUsers", "candidateGroups", "priority", "formKey");
                doc.put("status", "open");
                Object due = event.get("due");
                put(doc, "due", due == null ? null : Instant.parse((String) due));
                doc.put("createdAt", event.time());
                doc.put("createdBy", event.actor());
                entry.keys.put(
                        "due", due == null ? Instant.parse("9999-12-31T00:00:00Z") : Instant.parse((String) due));
            }
            case "docket.task.claimed.v1", "docket.task.assigned.v1" -> put(doc, "assignee", event.get("assignee"));
            case "docket.task.released.v1" -> doc.remove("assignee");
            case "docket.task.draft-saved.v1" -> put(doc, "data", event.get("data"));
            case "docket.task.completed.v1" -> {
                if (event.get("data") != null) {
                    put(doc, "data", event.get("data"));
                }
                ended(doc, "completed", event);
            }
            case "docket.task.cancelled.v1" -> ended(doc, "cancelled", event);
            default -> throw new IllegalStateException(event.type());
        }
    }

    private static void ended(Map<String, Object> doc, String status, LoggedEvent event) {
        doc.put("status", status);
        doc.put("endedAt", event.time());
        doc.put("endedBy", event.actor());
    }

    private void process(Entry entry, LoggedEvent event) {
        Map<String, Object> doc = entry.doc;
        switch (event.type()) {
            case "docket.process.requested.v1" -> {
                copy(event, doc, "caseId", "processId");
                doc.put("state", "active");
                doc.put("incidents", List.of());
                doc.put("requestedAt", event.time());
                doc.put("requestedBy", event.actor());
            }
            case "docket.process.started.v1" -> {
                copy(event, doc, "engineKey", "processVersion");
                doc.put("startedAt", event.time());
            }
            case "docket.process.cancel-requested.v1" -> doc.put("cancelRequestedAt", event.time());
            case "docket.process.completed.v1", "docket.process.terminated.v1" -> {
                doc.put("state", event.type().contains("completed") ? "completed" : "terminated");
                doc.put("endedAt", event.time());
            }
            default -> throw new IllegalStateException(event.type());
        }
    }

    private void caseType(Entry entry, LoggedEvent event) {
        copy(event, entry.doc, "name", "dataSchema", "stages", "process", "forms", "roles", "notify");
    }

    /** A timeline has all entries of a root: whole pages of 16 on their own, and the 16 to 31 newest in its document. */
    private void timeline(LoggedEvent event) {
        String kind = event.id().equals(event.root()) ? event.entity() : "case";
        String id = kind + '/' + event.root();
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("at", event.time());
        shown.put("recordedAt", event.time());
        shown.put("type", event.type());
        shown.put("subject", event.subject());
        shown.put("version", event.version());
        shown.put("actor", event.actor());
        shown.put("commandId", event.header("ce_commandid"));
        shown.put("position", event.partition() + "-" + event.offset());
        shown.put("eventId", event.header("ce_id"));
        shown.put("data", LoggedEvent.plain(event.data()));
        List<Map<String, @Nullable Object>> all =
                timelines.computeIfAbsent(event.tenant() + '/' + id, any -> new ArrayList<>());
        all.add(shown);
        int sealed = Math.max(0, all.size() / 16 - 1);
        Entry newest = entry("timelines", event.tenant(), id);
        newest.at = event.offset();
        newest.doc.put("count", (long) all.size());
        newest.doc.put("entries", List.copyOf(all.subList(sealed * 16, all.size())));
        if (sealed > 0) {
            List<Map<String, @Nullable Object>> last = all.subList(sealed * 16 - 16, sealed * 16);
            Entry page = entry("timelines", event.tenant(), id + '/' + (sealed - 1));
            page.at = Long.parseLong(
                    ((String) Objects.requireNonNull(last.getLast().get("position"))).split("-")[1]);
            page.doc.put("entries", List.copyOf(last));
        }
    }

    private Entry entry(String view, LoggedEvent event) {
        return entry(view, event.tenant(), event.id());
    }

    private Entry entry(String view, String tenant, String id) {
        return documents
                .computeIfAbsent(view, any -> new HashMap<>())
                .computeIfAbsent(tenant + '/' + id, any -> new Entry(tenant));
    }

    private static Map<String, Object> by(LoggedEvent event) {
        Map<String, Object> by = new HashMap<>();
        by.put("actor", event.actor());
        by.put("at", event.time());
        return by;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> doc, String field) {
        return (List<Map<String, Object>>) doc.getOrDefault(field, List.of());
    }

    private static void add(Map<String, Object> doc, String field, Map<String, Object> element) {
        List<Map<String, Object>> longer = new ArrayList<>(list(doc, field));
        longer.add(element);
        doc.put(field, longer);
    }

    private static void copy(LoggedEvent event, Map<String, Object> doc, String... fields) {
        for (String field : fields) {
            put(doc, field, event.get(field));
        }
    }

    private static void put(Map<String, Object> doc, String field, @Nullable Object value) {
        if (value == null) {
            doc.remove(field);
        } else {
            doc.put(field, value);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> merged(@Nullable Object target, @Nullable Object patch) {
        Map<String, Object> merged =
                target instanceof Map<?, ?> map ? new HashMap<>((Map<String, Object>) map) : new HashMap<>();
        ((Map<String, @Nullable Object>) Objects.requireNonNull(patch)).forEach((field, value) -> {
            if (value instanceof Map) {
                merged.put(field, merged(merged.get(field), value));
            } else {
                put(merged, field, value);
            }
        });
        return merged;
    }

    /** A document as it must be stored. */
    static final class Entry {
        final String tenant;
        final Map<String, Object> doc = new HashMap<>();
        final Map<String, Object> keys = new HashMap<>();
        long at;

        Entry(String tenant) {
            this.tenant = tenant;
        }

        /** The stored form. */
        Map<String, Object> stored() {
            Map<String, Object> stored = new HashMap<>(Map.of("at", at, "tenant", tenant, "doc", doc));
            if (!keys.isEmpty()) {
                stored.put("keys", keys);
            }
            return stored;
        }
    }

    /** A root of which the view of cases could not take an event, and the events that wait behind it. */
    record Parked(LoggedEvent event, List<Long> queued) {}

    private interface Change {
        void apply(Entry entry, LoggedEvent event);
    }
}
