package io.docket.projection.view;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How events become the documents of one view. Pure: the same events give the same document, whoever folds them and
 * however often.
 */
public interface Projector {
    /** Name of the view, and of the collection that is folded into; see {@link GenerationName}. */
    String view();

    /**
     * Raised when the same events give other documents, counters or summaries than before: the view is then built anew,
     * beside the one that serves.
     */
    default int version() {
        return 1;
    }

    /** Id of the document that the event changes; absent if it changes none of this view. */
    @Nullable
    String documentId(LogEvent event);

    /** True if no earlier event can be in the document, so that nothing needs to be loaded. */
    boolean begins(LogEvent event);

    /**
     * The document after the event.
     *
     * @throws FoldFailure if the event does not fit
     */
    Document fold(Document before, LogEvent event);

    /**
     * The document after an event that an operator decided to leave out; absent if it cannot be without the event, so
     * that its later events are left out as well.
     */
    default @Nullable Document skip(Document before, LogEvent event) {
        return before;
    }

    /** What queries need beside the document; stored with it, never shown. */
    default Map<String, Object> queryKeys(Document document) {
        return Map.of();
    }

    /** What a document has outgrown, to be stored beside it. */
    default Overflow overflow(String id, Document document) {
        return new Overflow(document, Map.of());
    }

    /** What the document adds to the counters of its tenant, by counter; see {@link Counter}. */
    default Map<String, Long> counters(Document document) {
        return Map.of();
    }

    /** The fields that {@link #counters} and the summary are made of. */
    default List<String> countedFields() {
        return List.of();
    }

    /** Fields that make a summary of the document; empty if there is none. */
    default List<String> summaryFields() {
        return List.of();
    }

    /** The indexes that the queries of this view use. */
    default List<ViewIndex> indexes() {
        return List.of();
    }

    /**
     * A document that was cut to size.
     *
     * @param kept the document itself
     * @param sealed documents that hold the rest, by id; they never change again and count nothing
     */
    record Overflow(Document kept, Map<String, Document> sealed) {}
}
