package io.docket.projection.deadletter;

import io.docket.projection.view.Document;
import io.docket.projection.view.DocumentKey;
import io.docket.projection.view.Fold;
import io.docket.projection.view.GenerationName;
import io.docket.projection.view.LogEvent;
import io.docket.projection.view.Projector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decisions of operators, by what they leave out: of a view, and so of each of its generations. */
public final class LeftOut {
    private final Map<String, Eviction> events = new HashMap<>();
    private final Map<DocumentKey, Eviction> documents = new HashMap<>();

    /** None. */
    public LeftOut() {}

    /** Those. */
    public LeftOut(List<Eviction> decided) {
        decided.forEach(this::add);
    }

    /** Adds one. */
    public void add(Eviction eviction) {
        events.put(key(eviction.view(), eviction.eventId()), eviction);
        if (eviction.document() != null) {
            documents.put(new DocumentKey(eviction.view(), eviction.tenant(), eviction.document()), eviction);
        }
    }

    /** The decision about the event; absent if there is none. */
    public @Nullable Eviction event(String collection, LogEvent event) {
        return events.isEmpty()
                ? null
                : events.get(key(viewOf(collection), event.envelope().id()));
    }

    /** The decision about the document as a whole; absent if there is none. */
    public @Nullable Eviction document(DocumentKey document) {
        return documents.isEmpty()
                ? null
                : documents.get(new DocumentKey(viewOf(document.view()), document.tenant(), document.id()));
    }

    /** The document after the event, as the view has it: without what was left out, which is then {@code unapplied}. */
    public Fold fold(Projector projector, Document before, LogEvent event) {
        Eviction eviction = eviction(projector, event);
        return eviction == null
                ? Fold.of(projector, before, event)
                : Fold.without(projector, before, event, "left out by " + eviction.by() + ": " + eviction.reason());
    }

    private @Nullable Eviction eviction(Projector projector, LogEvent event) {
        Eviction ofEvent = event(projector.view(), event);
        String id = projector.documentId(event);
        return ofEvent != null || id == null
                ? ofEvent
                : document(new DocumentKey(projector.view(), event.envelope().tenant(), id));
    }

    private static String key(String view, String eventId) {
        return view + '/' + eventId;
    }

    private static String viewOf(String collection) {
        return GenerationName.of(collection).view();
    }
}
