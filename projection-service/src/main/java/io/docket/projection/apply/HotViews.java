package io.docket.projection.apply;

import io.docket.projection.view.DocumentKey;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fast views that may be lost. They repair themselves from the stored documents, so a batch never fails because of them. */
@FunctionalInterface
public interface HotViews {
    /**
     * Takes over the state of documents, in one atomic step. Never fails: a batch that is lost leaves a gap between the
     * stretches, which shows what is missing.
     *
     * @param states documents after a batch
     * @param actors who acted, by tenant
     * @param stretches what the batch covers of each partition
     */
    Uni<Void> apply(List<State> states, Map<String, Set<String>> actors, Map<Integer, Stretch> stretches);

    /**
     * Takes over the state of documents that changed outside of a batch. No gap would show that it is lost, so it fails where it may
     * be, and whoever calls has to call again.
     */
    default Uni<Void> applyOrFail(List<State> states) {
        return apply(states, Map.of(), Map.of());
    }

    /**
     * What the hot views keep of a document.
     *
     * @param key which document
     * @param at offset of the last event in it
     * @param counters what it adds to each counter
     * @param summary its summary, empty if there is none
     */
    record State(DocumentKey key, long at, Map<String, Long> counters, Map<String, String> summary) {}

    /**
     * Offsets of a partition.
     *
     * @param from the first; those before it came with earlier batches
     * @param next the first that follows
     */
    record Stretch(long from, long next) {}
}
