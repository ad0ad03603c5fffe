package io.docket.projection.kills;

import static io.docket.projection.kills.Fields.copy;

import java.util.Map;

/**
 * What something that is defined by name must be: what was defined last, all of it.
 *
 * @param kind kind of entity
 * @param fields what a definition may consist of
 */
record DefinitionReference(String kind, String... fields) implements ReferenceView {
    @Override
    public void change(Map<String, Object> doc, LoggedEvent event) {
        doc.keySet().removeIf(field -> !field.equals("id"));
        copy(event, doc, fields);
    }

    @Override
    public Map<String, Object> keys(Map<String, Object> doc) {
        return Map.of("name", Fields.folded(doc, "name"));
    }

    @Override
    public Counts counters(Map<String, Object> doc) {
        return new Counts().many(doc.get("version"), "stats", "events", kind);
    }
}
