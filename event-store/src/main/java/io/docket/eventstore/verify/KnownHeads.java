package io.docket.eventstore.verify;

import io.docket.contracts.chain.ChainHead;
import io.docket.eventstore.verify.Fault.Kind;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The known heads of a partition, compared one after the other while the events go by. */
final class KnownHeads {
    private final int partition;
    private final Deque<ChainHead> waiting = new ArrayDeque<>();

    KnownHeads(int partition, List<KnownHead> known) {
        this.partition = partition;
        known.stream()
                .filter(head -> head.partition() == partition)
                .map(KnownHead::head)
                .sorted(Comparator.comparingLong(ChainHead::number))
                .forEach(waiting::add);
    }

    /** Compares every head that was known of the events up to this one. */
    @Nullable
    Fault upTo(ChainHead head, @Nullable ChainedEvent last) {
        while (!waiting.isEmpty() && waiting.getFirst().number() <= head.number()) {
            ChainHead known = waiting.removeFirst();
            if (!known.hex().equals(head.hex())) {
                return fault(
                        Kind.HEAD_MISMATCH,
                        head,
                        last,
                        "the known head of number " + known.number()
                                + " is another: it, or any event before it, was rewritten");
            }
        }
        return null;
    }

    /** Compares the rest, after the last event: none may be known of more. */
    @Nullable
    Fault atEnd(ChainHead head, @Nullable ChainedEvent last) {
        Fault fault = upTo(head, last);
        if (fault != null || waiting.isEmpty()) {
            return fault;
        }
        return fault(
                Kind.LOG_TRUNCATED,
                head,
                last,
                "the log ends with number " + head.number() + ", a head of number "
                        + waiting.getFirst().number() + " is known");
    }

    private Fault fault(Kind kind, ChainHead head, @Nullable ChainedEvent last, String detail) {
        return last == null
                ? new Fault(kind, partition, -1, head.number(), null, null, detail)
                : Fault.at(last, partition, head.number(), kind, detail);
    }
}
