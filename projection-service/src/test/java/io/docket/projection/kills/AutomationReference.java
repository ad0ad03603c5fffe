package io.docket.projection.kills;

import static io.docket.projection.kills.Fields.copy;
import static io.docket.projection.kills.Fields.put;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an automation must be. */
final class AutomationReference implements ReferenceView {
    private static final int RUNS = 20;
    private static final int REVISIONS = 50;

    @Override
    public void change(Map<String, Object> doc, LoggedEvent event) {
        switch (event.type()) {
            case "docket.automation.defined.v1" -> defined(doc, event);
            case "docket.automation.enabled.v1" -> state(doc, event, "enabled");
            case "docket.automation.disabled.v1" -> state(doc, event, "disabled");
            case "docket.automation.retired.v1" -> state(doc, event, "retired");
            case "docket.automation.triggered.v1" -> doc.put("lastTriggeredAt", event.happenedAt());
            case "docket.automation.fired.v1" -> {
                run(doc, event);
                told(doc, event, "fired", null);
            }
            case "docket.automation.failed.v1" -> {
                run(doc, event);
                more(doc, "failures");
                told(doc, event, "failed", null);
            }
            case "docket.automation.rejected.v1" -> {
                more(doc, "failures");
                told(doc, event, "rejected", "code");
            }
            case "docket.automation.refused.v1" -> {
                more(doc, "refusals");
                told(doc, event, "refused", "limit");
            }
            default -> throw new IllegalStateException(event.type());
        }
    }

    @SuppressWarnings("unchecked")
    private static void defined(Map<String, Object> doc, LoggedEvent event) {
        copy(event, doc, "revision", "name", "condition", "command", "data", "quota", "maxDepth", "scheduleId");
        Map<String, Object> trigger = new LinkedHashMap<>((Map<String, Object>) event.get("trigger"));
        trigger.values().removeIf(Objects::isNull);
        if (trigger.containsKey("webhook")) {
            trigger.put("webhook", Map.of("path", "/api/hooks/" + event.tenant() + "/" + event.id()));
        }
        doc.put("trigger", trigger);
        doc.put("definedBy", event.actor());
        doc.put("definedAt", event.happenedAt());
        doc.putIfAbsent("state", "enabled");
        Map<String, Object> revision = Fields.by(event);
        revision.put("revision", event.get("revision"));
        last(doc, "revisions", revision, REVISIONS);
    }

    private static void state(Map<String, Object> doc, LoggedEvent event, String state) {
        doc.put("state", state);
        put(doc, "scheduleId", event.get("scheduleId"));
    }

    private static void run(Map<String, Object> doc, LoggedEvent event) {
        more(doc, "runs");
        doc.put("lastRunAt", event.happenedAt());
    }

    private static void told(Map<String, Object> doc, LoggedEvent event, String result, @Nullable String code) {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("result", result);
        run.put("eventId", event.get("eventId"));
        run.put("at", event.happenedAt());
        if (code != null) {
            run.put("code", event.get(code));
        }
        if (event.get("detail") != null) {
            run.put("detail", event.get("detail"));
            doc.put("lastError", run);
        }
        last(doc, "recentRuns", run, RUNS);
    }

    private static void more(Map<String, Object> doc, String field) {
        doc.merge(field, 1L, (before, one) -> (Long) before + 1);
    }

    private static void last(Map<String, Object> doc, String field, Map<String, Object> element, int most) {
        Fields.add(doc, field, element);
        List<Map<String, Object>> all = Fields.list(doc, field);
        doc.put(field, new ArrayList<>(all.subList(Math.max(0, all.size() - most), all.size())));
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map<String, Object> keys(Map<String, Object> doc) {
        return Map.of(
                "name",
                Fields.folded(doc, "name"),
                "trigger",
                ((Map<String, Object>) doc.get("trigger")).keySet().iterator().next());
    }

    @Override
    public Counts counters(Map<String, Object> doc) {
        return new Counts().many(doc.get("version"), "stats", "events", "automation");
    }
}
