package io.docket.projection.apply;

import io.docket.projection.deadletter.WaitingRoom;
import io.docket.projection.view.Document;
import io.docket.projection.view.DocumentKey;
import io.docket.projection.view.FoldFailure;
import io.docket.projection.view.LogEvent;
import io.docket.projection.view.Projector;
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
     * @param room where events wait that a view cannot take
     */
    FoldedBatch fold(List<LogEvent> events, Function<DocumentKey, @Nullable Document> known, WaitingRoom room) {
        Map<DocumentKey, Document> documents = new LinkedHashMap<>();
        Map<DocumentKey, LogEvent> lastEvents = new HashMap<>();
        Map<String, Set<String>> actors = new HashMap<>();
        for (LogEvent event : events) {
            actors.computeIfAbsent(event.envelope().tenant(), tenant -> new HashSet<>())
                    .add(event.envelope().actor());
            for (Projector projector : projectors) {
                DocumentKey key = key(projector, event);
                if (key == null || room.holds(projector.view(), event) || room.leavesOut(key, event)) {
                    continue;
                }
                Document before = documents.computeIfAbsent(key, absent -> base(known, absent));
                try {
                    Document after = apply(projector, before, event, room);
                    if (after != before) {
                        documents.put(key, after);
                        lastEvents.put(key, event);
                    }
                } catch (RuntimeException unfit) {
                    room.park(projector.view(), event, FoldFailure.why(unfit));
                }
            }
        }
        documents.values().removeIf(document -> document.at() == Document.NEVER);
        return seal(documents, lastEvents, actors);
    }

    private FoldedBatch seal(
            Map<DocumentKey, Document> documents,
            Map<DocumentKey, LogEvent> lastEvents,
            Map<String, Set<String>> actors) {
        Map<DocumentKey, Document> sealed = new LinkedHashMap<>();
        Map<DocumentKey, DocumentKey> owners = new HashMap<>();
        Map<DocumentKey, String> refused = new HashMap<>();
        for (Projector projector : projectors) {
            for (DocumentKey key : lastEvents.keySet()) {
                Document document = documents.get(key);
                if (document == null || !key.view().equals(projector.view())) {
                    continue;
                }
                try {
                    Projector.Overflow overflow = projector.overflow(key.id(), document);
                    documents.put(key, overflow.kept());
                    overflow.sealed().forEach((id, page) -> {
                        DocumentKey pageKey = new DocumentKey(key.view(), key.tenant(), id);
                        sealed.put(pageKey, page);
                        owners.put(pageKey, key);
                    });
                } catch (RuntimeException unfit) {
                    refused.put(key, FoldFailure.why(unfit));
                }
            }
        }
        return new FoldedBatch(documents, lastEvents.keySet(), sealed, actors, lastEvents, owners, Map.copyOf(refused));
    }

    private static Document apply(Projector projector, Document before, LogEvent event, WaitingRoom room) {
        long offset = event.position().offset();
        if (offset <= before.at()) {
            return before;
        }
        Document after =
                room.leavesOut(projector.view(), event) ? projector.skip(before, event) : projector.fold(before, event);
        return after == null || after == before ? before : after.at(offset);
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
