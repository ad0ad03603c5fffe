package io.docket.projection.apply;

import io.docket.projection.view.DocumentKey;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fast views that may be lost. They repair themselves from the stored documents, so writing to them never fails. */
public interface HotViews {
    /**
     * Takes over the state of documents, in one atomic step.
     *
     * @param states documents after a batch
     * @param actors who acted, by tenant
     * @param next how far each partition is
     */
    Uni<Void> apply(List<State> states, Map<String, Set<String>> actors, Map<Integer, Long> next);

    /**
     * What the hot views keep of a document.
     *
     * @param key which document
     * @param at offset of the last event in it
     * @param counters what it adds to each counter
     * @param summary its summary, empty if there is none
     */
    record State(DocumentKey key, long at, Map<String, Long> counters, Map<String, String> summary) {}
}
