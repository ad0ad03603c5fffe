package io.docket.projection.apply;

import io.docket.projection.view.Document;
import io.docket.projection.view.DocumentKey;
import io.docket.projection.view.LogEvent;
import io.docket.projection.view.Projector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Folds a batch of events in memory. Pure; a document that already holds an event is not changed by it again. */
final class BatchFold {
    private final List<Projector> projectors;

    BatchFold(List<Projector> projectors) {
        this.projectors = List.copyOf(projectors);
    }

    /** The documents that must be known to fold the events: those that do not begin in the batch. */
    Set<DocumentKey> needed(List<LogEvent> events) {
        Set<DocumentKey> begun = new HashSet<>();
        Set<DocumentKey> needed = new LinkedHashSet<>();
        for (LogEvent event : events) {
            for (Projector projector : projectors) {
                DocumentKey key = key(projector, event);
                if (key != null && projector.begins(event)) {
                    begun.add(key);
                } else if (key != null && !begun.contains(key)) {
                    needed.add(key);
                }
            }
        }
        return needed;
    }

    /**
     * The documents after the events.
     *
     * @param events events in the order of the log
     * @param known a document as it was before, absent if there is none
     */
    FoldedBatch fold(List<LogEvent> events, Function<DocumentKey, @Nullable Document> known) {
        Map<DocumentKey, Document> documents = new LinkedHashMap<>();
        Map<DocumentKey, LogEvent> lastEvents = new HashMap<>();
        Map<String, Set<String>> actors = new HashMap<>();
        List<DeadLetter> deadLetters = new ArrayList<>();
        for (LogEvent event : events) {
            actors.computeIfAbsent(event.envelope().tenant(), tenant -> new HashSet<>())
                    .add(event.envelope().actor());
            for (Projector projector : projectors) {
                DocumentKey key = key(projector, event);
                if (key == null) {
                    continue;
                }
                Document before = documents.computeIfAbsent(key, absent -> base(known, absent));
                try {
                    Document after = apply(projector, before, event);
                    if (after != before) {
                        documents.put(key, after);
                        lastEvents.put(key, event);
                    }
                } catch (RuntimeException unfit) {
                    deadLetters.add(DeadLetter.of(projector.view(), event, String.valueOf(unfit.getMessage())));
                }
            }
        }
        documents.values().removeIf(document -> document.at() == Document.NEVER);
        Map<DocumentKey, Document> sealed = seal(documents, lastEvents.keySet());
        return new FoldedBatch(documents, lastEvents.keySet(), sealed, actors, lastEvents, deadLetters);
    }

    private Map<DocumentKey, Document> seal(Map<DocumentKey, Document> documents, Set<DocumentKey> changed) {
        Map<DocumentKey, Document> sealed = new LinkedHashMap<>();
        for (Projector projector : projectors) {
            for (DocumentKey key : changed) {
                Document document = documents.get(key);
                if (document != null && key.view().equals(projector.view())) {
                    Projector.Overflow overflow = projector.overflow(key.id(), document);
                    documents.put(key, overflow.kept());
                    overflow.sealed()
                            .forEach((id, page) -> sealed.put(new DocumentKey(key.view(), key.tenant(), id), page));
                }
            }
        }
        return sealed;
    }

    private static Document apply(Projector projector, Document before, LogEvent event) {
        long offset = event.position().offset();
        if (offset <= before.at()) {
            return before;
        }
        Document after = projector.fold(before, event);
        return after == before ? before : after.at(offset);
    }

    private static Document base(Function<DocumentKey, @Nullable Document> known, DocumentKey key) {
        Document document = known.apply(key);
        return document == null ? Document.empty() : document;
    }

    private static @Nullable DocumentKey key(Projector projector, LogEvent event) {
        String id = projector.documentId(event);
        return id == null
                ? null
                : new DocumentKey(projector.view(), event.envelope().tenant(), id);
    }
}
