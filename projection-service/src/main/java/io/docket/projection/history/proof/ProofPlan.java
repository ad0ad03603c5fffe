package io.docket.projection.history.proof;

import io.docket.contracts.chain.SignedCheckpoint;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of a partition a proof leads over: from each event of the root to the next checkpoint, which seals all events of
 * the root up to there. What lies between a checkpoint and the next event of the root is not needed.
 *
 * @param spans the parts, in the order of the log; only the last may be without a checkpoint
 */
record ProofPlan(List<Span> spans) {
    /**
     * A part.
     *
     * @param from offset of an event of the root
     * @param to offset of the last event covered
     * @param checkpoint what seals it; {@code null} if nothing does yet
     */
    record Span(long from, long to, @Nullable SignedCheckpoint checkpoint) {
        /** Not less than the records in it: offsets are not dense. */
        long records() {
            return to - from + 1;
        }
    }

    /**
     * Plans a proof.
     *
     * @param offsets offsets of the root's events, ascending
     * @param checkpoints the checkpoints that cover the first of them or more, in their order
     */
    static ProofPlan of(List<Long> offsets, Iterator<SignedCheckpoint> checkpoints) {
        List<Span> spans = new ArrayList<>();
        long covered = -1;
        for (long offset : offsets) {
            if (offset <= covered) {
                continue;
            }
            SignedCheckpoint seal = next(checkpoints, offset);
            covered = seal == null ? offsets.getLast() : seal.checkpoint().offset();
            spans.add(new Span(offset, covered, seal));
        }
        return new ProofPlan(spans);
    }

    private static @Nullable SignedCheckpoint next(Iterator<SignedCheckpoint> checkpoints, long offset) {
        while (checkpoints.hasNext()) {
            SignedCheckpoint candidate = checkpoints.next();
            if (candidate.checkpoint().offset() >= offset) {
                return candidate;
            }
        }
        return null;
    }

    /** Not less than the records that it leads over. */
    long records() {
        return spans.stream().mapToLong(Span::records).sum();
    }
}
