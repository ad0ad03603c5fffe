package io.docket.projection.kills;

import static io.docket.projection.kills.Fields.copy;

import java.util.Map;

/** What a record must be. One that is deleted is a document without data, which is neither found by its type nor counted. */
final class RecordReference implements ReferenceView {
    @Override
    public void change(Map<String, Object> doc, LoggedEvent event) {
        doc.put("updatedBy", event.actor());
        switch (event.type()) {
            case "docket.record.put.v1" -> {
                Object type = event.get("recordType");
                doc.put("id", event.id().replaceFirst("(^|~)" + type + "\\.", "$1"));
                Fields.put(doc, "type", type);
                Fields.put(doc, "typeVersion", event.get("recordTypeVersion"));
                copy(event, doc, "caseId", "data");
                if (doc.remove("deletedAt") != null || !doc.containsKey("createdAt")) {
                    doc.put("createdAt", event.happenedAt());
                    doc.put("createdBy", event.actor());
                }
            }
            case "docket.record.deleted.v1" -> {
                doc.remove("data");
                doc.put("deletedAt", event.happenedAt());
            }
            default -> throw new IllegalStateException(event.type());
        }
    }

    @Override
    public Map<String, Object> keys(Map<String, Object> doc) {
        return Map.of(
                "type", doc.containsKey("deletedAt") ? "" : doc.get("type"),
                "case", Fields.text(doc, "caseId"),
                "words",
                        new FoundWords()
                                .read(doc.get("id"))
                                .read(doc.get("data"))
                                .found());
    }

    @Override
    public Counts counters(Map<String, Object> doc) {
        Counts counts = new Counts().many(doc.get("version"), "stats", "events", "record");
        return doc.containsKey("deletedAt") ? counts : counts.one("stats", "records", doc.get("type"));
    }
}
