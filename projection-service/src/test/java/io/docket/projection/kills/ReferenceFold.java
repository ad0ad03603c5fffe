package io.docket.projection.kills;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the views must hold after a log, written from the description of the views and not from their code: event by
 * event, in the plainest way.
 */
final class ReferenceFold {
    private static final int PAGE = 16;
    private static final ReferenceView CASES = new CaseReference();
    private static final ReferenceView TASKS = new TaskReference();
    private static final ReferenceView PROCESSES = new ProcessReference();
    private static final ReferenceView CASE_TYPES = new CaseTypeReference();
    private static final ReferenceView CASE_TYPE_VERSIONS = new CaseTypeReference.Version();
    private static final ReferenceView DEFINITIONS = new ProcessDefinitionReference();
    private static final ReferenceView STEPS = new StepReference();
    private static final ReferenceView RECORDS = new RecordReference();
    private static final ReferenceView RECORD_TYPES = new DefinitionReference("record-type", "name", "schema");
    private static final ReferenceView FORMS =
            new DefinitionReference("form", "name", "schema", "uiSchema", "components");
    private static final ReferenceView QUEUES = new DefinitionReference("queue", "name", "description", "groups");
    private static final ReferenceView TEMPLATES =
            new DefinitionReference("template", "name", "contentType", "subject", "body");
    private static final ReferenceView MAILS = new MailReference();
    private static final ReferenceView SCHEDULES = new ScheduleReference();
    private static final ReferenceView AUTOMATIONS = new AutomationReference();
    private static final ReferenceView TIMELINES = new TimelineReference();
    private static final ReferenceView NEVER_CHANGED = (doc, event) -> {
        throw new IllegalStateException("a full page does not change");
    };

    /** Documents by view, tenant and id. */
    final Map<String, Map<String, Entry>> documents = new TreeMap<>();

    /** Parked roots by tenant and root. */
    final Map<String, Parked> parked = new TreeMap<>();

    final Map<String, Set<String>> actors = new TreeMap<>();
    final Map<Integer, Long> next = new TreeMap<>();

    void apply(LoggedEvent event) {
        next.put(event.partition(), event.offset() + 1);
        actors.computeIfAbsent(event.tenant(), any -> new TreeSet<>()).add(event.actor());
        timeline(event);
        switch (event.entity()) {
            case "case" -> caseEvent(event);
            case "task" -> entity("tasks", TASKS, event);
            case "process" -> {
                entity("processes", PROCESSES, event);
                step(event);
            }
            case "case-type" -> {
                entity("case-types", CASE_TYPES, event);
                caseTypeVersion(event);
            }
            case "record" -> entity("records", RECORDS, event);
            case "record-type" -> entity("record-types", RECORD_TYPES, event);
            case "form" -> entity("forms", FORMS, event);
            case "queue" -> entity("queues", QUEUES, event);
            case "template" -> entity("templates", TEMPLATES, event);
            case "mail" -> entity("mails", MAILS, event);
            case "schedule" -> entity("schedules", SCHEDULES, event);
            case "automation" -> entity("automations", AUTOMATIONS, event);
            case "process-definition" -> deployment(event);
            case "message", "signal", "notification" -> {
                // Only its timeline tells of it.
            }
            default -> throw new IllegalStateException(event.entity());
        }
    }

    /** The counters by tenant and group, as the hot views keep them: those that are 0 are not there. */
    Map<String, Map<String, Long>> counters() {
        Map<String, Map<String, Long>> all = new TreeMap<>();
        documents
                .values()
                .forEach(byId -> byId.values()
                        .forEach(entry -> entry.counters().forEach((counter, value) -> {
                            if (value != 0) {
                                String[] name = counter.split(":", 2);
                                all.computeIfAbsent(entry.tenant + ':' + name[0], any -> new TreeMap<>())
                                        .merge(name[1], value, Long::sum);
                            }
                        })));
        return all;
    }

    private void caseEvent(LoggedEvent event) {
        String root = event.tenant() + '/' + event.root();
        Parked letter = parked.get(root);
        if (letter != null) {
            letter.queued.add(event.offset());
        } else if (event.type().equals("docket.case.comment-edited.v1")
                && Fields.list(entry("cases", CASES, event.tenant(), event.id()).doc, "comments").stream()
                        .noneMatch(comment -> comment.get("id").equals(event.get("commentId")))) {
            parked.put(root, new Parked(event, new ArrayList<>()));
        } else {
            entity("cases", CASES, event);
        }
    }

    private void entity(String name, ReferenceView view, LoggedEvent event) {
        Entry entry = entry(name, view, event.tenant(), event.id());
        entry.doc.putIfAbsent("id", event.id());
        entry.change(event);
        entry.doc.put("version", event.version());
        entry.doc.put("updatedAt", event.happenedAt());
        entry.doc.put("recordedAt", event.recordedAt());
    }

    /** Each version is a document of its own. */
    private void caseTypeVersion(LoggedEvent event) {
        String id = event.id() + '/' + event.version();
        Entry entry = entry("case-type-versions", CASE_TYPE_VERSIONS, event.tenant(), id);
        entry.change(event);
        entry.doc.put("id", event.id());
        entry.doc.put("version", event.version());
        entry.doc.put("recordedAt", event.recordedAt());
    }

    /** Each element that an instance was at is a document, and each incident. */
    private void step(LoggedEvent event) {
        String id = StepReference.idOf(event);
        if (id != null) {
            Entry entry = entry("process-steps", STEPS, event.tenant(), id);
            entry.change(event);
            entry.doc.put("version", event.version());
        }
    }

    /** Each deployment is a document of its own; what the engine says of one changes that. */
    private void deployment(LoggedEvent event) {
        Object deployment = event.get("deployment");
        String id = event.id() + '/' + (deployment == null ? event.version() : deployment);
        Entry entry = entry("process-definitions", DEFINITIONS, event.tenant(), id);
        entry.change(event);
        entry.doc.put("version", event.version());
        entry.doc.put("updatedAt", event.happenedAt());
        entry.doc.put("recordedAt", event.recordedAt());
    }

    /** A timeline has all entries of a root: whole pages of 16 on their own, and the 16 to 31 newest in its document. */
    private void timeline(LoggedEvent event) {
        String id = TimelineReference.idOf(event);
        Entry timeline = entry("timelines", TIMELINES, event.tenant(), id);
        timeline.change(event);
        List<Map<String, Object>> entries = Fields.list(timeline.doc, "entries");
        if (entries.size() == 2 * PAGE) {
            long full = (Long) timeline.doc.get("count") / PAGE - 2;
            Entry page = entry("timelines", NEVER_CHANGED, event.tenant(), id + '/' + full);
            page.doc.put("entries", entries.subList(0, PAGE));
            page.at = TimelineReference.offsetOf(entries.get(PAGE - 1));
            timeline.doc.put("entries", entries.subList(PAGE, 2 * PAGE));
        }
    }

    private Entry entry(String name, ReferenceView view, String tenant, String id) {
        return documents
                .computeIfAbsent(name, any -> new HashMap<>())
                .computeIfAbsent(tenant + '/' + id, any -> new Entry(tenant, view));
    }

    /** A root of which the view of cases could not take an event, and the events that wait behind it. */
    record Parked(LoggedEvent event, List<Long> queued) {}
}
