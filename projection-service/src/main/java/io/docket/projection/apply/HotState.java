package io.docket.projection.apply;

import io.docket.projection.view.Document;
import io.docket.projection.view.DocumentKey;
import io.docket.projection.view.Projector;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the hot views keep of a document. */
public final class HotState {
    private HotState() {}

    /** The state of a stored document. */
    public static HotViews.State of(Projector projector, DocumentKey key, Document document) {
        Map<String, String> summary = new LinkedHashMap<>();
        for (String field : projector.summaryFields()) {
            Object value = document.get(field);
            if (value != null) {
                summary.put(field, value.toString());
            }
        }
        return new HotViews.State(key, document.at(), projector.counters(document), summary);
    }
}
