package io.docket.projection.kills;

import java.util.Map;

/** What the documents of one view must be. */
interface ReferenceView {
    /** Changes the document by the event. */
    void change(Map<String, Object> doc, LoggedEvent event);

    /** What must be kept beside the document for queries. */
    default Map<String, Object> keys(Map<String, Object> doc) {
        return Map.of();
    }

    /** What the document adds to the counters. */
    default Counts counters(Map<String, Object> doc) {
        return new Counts();
    }

    /** What is kept of the document in brief; empty if nothing is. */
    default Map<String, String> summary(Map<String, Object> doc) {
        return Map.of();
    }
}
