package io.docket.projection.kills;

import java.util.LinkedHashMap;
import java.util.Map;

/** A document as it must be stored. */
final class Entry {
    final String tenant;
    final Map<String, Object> doc = new LinkedHashMap<>();
    long at;
    private final ReferenceView view;

    Entry(String tenant, ReferenceView view) {
        this.tenant = tenant;
        this.view = view;
    }

    void change(LoggedEvent event) {
        view.change(doc, event);
        at = event.offset();
    }

    /** The stored form. */
    Map<String, Object> stored() {
        Map<String, Object> stored = new LinkedHashMap<>(Map.of("at", at, "tenant", tenant, "doc", doc));
        Map<String, Object> keys = view.keys(doc);
        if (!keys.isEmpty()) {
            stored.put("keys", keys);
        }
        return stored;
    }

    /** What it adds to the counters. */
    Map<String, Long> counters() {
        return view.counters(doc).all();
    }

    /** What is kept of it in brief; empty if nothing is. */
    Map<String, String> summary() {
        return view.summary(doc);
    }
}
