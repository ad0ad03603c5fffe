package io.docket.projection.kills;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a timeline must be: the number of its entries, and the entries. */
final class TimelineReference implements ReferenceView {
    private static final int MAX_DATA_BYTES = 16 * 1024;

    @Override
    public void change(Map<String, Object> doc, LoggedEvent event) {
        doc.merge("count", 1L, (one, other) -> (Long) one + (Long) other);
        Fields.add(doc, "entries", entry(event));
    }

    @Override
    public Counts counters(Map<String, Object> doc) {
        return new Counts().many(doc.get("count"), "stats", "events");
    }

    /** Id of the timeline that tells of the event. */
    static String idOf(LoggedEvent event) {
        return (event.id().equals(event.root()) ? event.entity() : "case") + '/' + event.root();
    }

    /** The offset of the event that the entry tells of. */
    static long offsetOf(Map<String, Object> entry) {
        return Long.parseLong(entry.get("position").toString().split("-")[1]);
    }

    private static Map<String, @Nullable Object> entry(LoggedEvent event) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("at", event.happenedAt());
        entry.put("recordedAt", event.recordedAt());
        entry.put("type", event.type());
        entry.put("subject", event.subject());
        entry.put("version", event.version());
        entry.put("actor", event.actor());
        entry.put("submitter", event.headers().get("ce_submitter"));
        entry.put("commandId", event.header("ce_commandid"));
        entry.put("reason", event.headers().get("ce_reason"));
        entry.put("position", event.partition() + "-" + event.offset());
        entry.put("eventId", event.header("ce_id"));
        entry.values().removeIf(Objects::isNull);
        if (event.bytes() > MAX_DATA_BYTES) {
            entry.put("dataOmittedBytes", (long) event.bytes());
        } else {
            entry.put("data", LoggedEvent.plain(event.data()));
        }
        return entry;
    }
}
