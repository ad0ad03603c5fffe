package io.docket.eventstore.verify;

import io.docket.contracts.chain.ChainHead;
import io.docket.eventstore.verify.Fault.Kind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why an event does not follow the chain, from the events around it.
 *
 * @param partition number of the partition
 * @param before the head before {@code previous}
 * @param previous the event before, which did follow; {@code null} if there is none
 * @param head the head after {@code previous}: what the event should follow
 * @param odd the event
 * @param ahead the events after it, as many as are looked at
 */
record Diagnosis(
        int partition,
        ChainHead before,
        @Nullable ChainedEvent previous,
        ChainHead head,
        ChainedEvent odd,
        List<ChainedEvent> ahead) {
    /** Events after the odd one that are looked at: an event that was moved further counts as inserted or removed. */
    static final int MAX_AHEAD = 64;

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    Fault fault() {
        long expected = head.number() + 1;
        long number = odd.link().number();
        if (!ahead.isEmpty() && ahead.getFirst().follows(odd.after(head))) {
            return atOdd(Kind.CONTENT_CHANGED, "its place in the chain is not what was written");
        }
        if (ahead.stream().anyMatch(event -> event.follows(head))) {
            return belongsFurtherOn()
                    ? atOdd(Kind.ORDER_CHANGED, "it belongs further on, as number " + number)
                    : atOdd(Kind.EVENT_INSERTED, "the chain goes on without it");
        }
        if (number > expected) {
            return atOdd(Kind.EVENT_REMOVED, (number - expected) + " before number " + number + " are missing");
        }
        if (number > 0 && number < expected) {
            return inserted(number);
        }
        return changed(number);
    }

    /** Goes on from the head with what follows it, wherever it stands, until the odd event fits or nothing does. */
    private boolean belongsFurtherOn() {
        boolean copy = ahead.stream().anyMatch(event -> event.link().equals(odd.link()) && event.hasContentOf(odd));
        if (copy) {
            return false;
        }
        List<ChainedEvent> unplaced = new ArrayList<>(ahead);
        ChainHead reached = head;
        while (!odd.follows(reached)) {
            ChainedEvent next = takeFollower(unplaced, reached);
            if (next == null) {
                return false;
            }
            reached = next.after(reached);
        }
        return true;
    }

    private static @Nullable ChainedEvent takeFollower(List<ChainedEvent> unplaced, ChainHead head) {
        Iterator<ChainedEvent> candidates = unplaced.iterator();
        while (candidates.hasNext()) {
            ChainedEvent candidate = candidates.next();
            if (candidate.follows(head)) {
                candidates.remove();
                return candidate;
            }
        }
        return null;
    }

    /** Its number is taken. Whichever of the two the next event is built on is the true one. */
    private Fault inserted(long number) {
        boolean rival = previous != null && odd.follows(before) && !odd.hasContentOf(previous);
        if (rival && !ahead.isEmpty() && ahead.getFirst().follows(odd.after(before))) {
            return Fault.at(previous, partition, head.number(), Kind.EVENT_INSERTED, "the chain goes on without it");
        }
        return atOdd(Kind.EVENT_INSERTED, "number " + number + " stands after number " + head.number());
    }

    /** Its number, if it has one, is right; the hash is not. */
    private Fault changed(long number) {
        String prevHash = odd.link().prevHash();
        if (number <= 0 || prevHash == null || !HASH.matcher(prevHash).matches()) {
            return odd.link().present() || !ahead.isEmpty()
                    ? atOdd(Kind.CONTENT_CHANGED, "it has lost its place in the chain")
                    : atOdd(Kind.EVENT_INSERTED, "it was written without the chain");
        }
        if (previous == null) {
            return atOdd(Kind.OTHER_LOG, "the log does not begin as this partition of this topic does");
        }
        if (!previous.link().present()) {
            return atOdd(
                    Kind.CONTENT_CHANGED,
                    "one of the " + head.number() + " events before it, written before the chain, was changed");
        }
        if (ahead.isEmpty()) {
            return atOdd(Kind.CONTENT_CHANGED, "either its place in the chain, or the event before it");
        }
        return Fault.at(
                previous, partition, head.number(), Kind.CONTENT_CHANGED, "the next event is built on another content");
    }

    private Fault atOdd(Kind kind, String detail) {
        return Fault.at(odd, partition, head.number() + 1, kind, detail);
    }
}
