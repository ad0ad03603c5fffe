package io.docket.projection.kills;

import java.util.Map;

/** What a case type must be. */
final class CaseTypeReference implements ReferenceView {
    @Override
    public void change(Map<String, Object> doc, LoggedEvent event) {
        define(doc, event);
    }

    @Override
    public Map<String, Object> keys(Map<String, Object> doc) {
        return Map.of("name", Fields.folded(doc, "name"), "process", Fields.text(doc, "process"));
    }

    @Override
    public Counts counters(Map<String, Object> doc) {
        return new Counts().one("stats", "case-types").many(doc.get("version"), "stats", "events", "case-type");
    }

    private static void define(Map<String, Object> doc, LoggedEvent event) {
        Fields.copy(event, doc, "name", "dataSchema", "stages", "process", "forms", "roles", "notify", "queues");
    }

    /** What one version of it must be; it counts nothing. */
    static final class Version implements ReferenceView {
        @Override
        public void change(Map<String, Object> doc, LoggedEvent event) {
            define(doc, event);
            doc.put("definedAt", event.happenedAt());
            doc.put("definedBy", event.actor());
        }
    }
}
