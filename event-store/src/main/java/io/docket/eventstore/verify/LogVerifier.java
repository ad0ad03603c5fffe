package io.docket.eventstore.verify;

import io.docket.contracts.chain.ChainHead;
import io.docket.contracts.chain.LoggedRecord;
import io.docket.contracts.chain.PublicKeys;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the hash chain and the signed checkpoints of a log, event by event. Its memory does not grow with the log.
 *
 * <p>The chain alone finds accidents and single manipulations; whoever rewrites every event after one of his own is
 * found by the next checkpoint, whose private key he must not have.
 */
public final class LogVerifier {
    private final LogName name;
    private final PublicKeys keys;
    private final List<KnownHead> known;

    /**
     * @param name the log that the chain was made for, which a copy keeps
     * @param keys the keys that checkpoints may be signed with
     */
    public LogVerifier(LogName name, PublicKeys keys) {
        this(name, keys, List.of());
    }

    /**
     * @param name the log that the chain was made for, which a copy keeps
     * @param keys the keys that checkpoints may be signed with
     * @param known heads that the log once had
     */
    public LogVerifier(LogName name, PublicKeys keys, List<KnownHead> known) {
        this.name = name;
        this.keys = keys;
        this.known = List.copyOf(known);
    }

    /** Verifies every partition, also one of which nothing but a head is known. */
    public List<PartitionReport> verify(LogSource source) {
        return IntStream.concat(
                        IntStream.range(0, source.partitions()),
                        known.stream().mapToInt(KnownHead::partition).sorted())
                .distinct()
                .mapToObj(partition -> verify(source, partition))
                .toList();
    }

    /** Verifies one partition, up to its first fault. */
    public PartitionReport verify(LogSource source, int partition) {
        try (Stream<LoggedRecord> events = source.events(partition);
                Stream<LoggedRecord> checkpoints = source.checkpoints(partition)) {
            Seals seals = new Seals(partition, name, keys, checkpoints.iterator());
            KnownHeads heads = new KnownHeads(partition, known);
            ChainHead genesis = ChainHead.genesis(name.topic(), partition);
            return new Walk(partition, genesis, seals, heads, events.iterator()).report();
        }
    }

    /** The way through one partition. */
    private static final class Walk {
        private final int partition;
        private final Seals seals;
        private final KnownHeads heads;
        private final Iterator<LoggedRecord> events;
        private ChainHead before;
        private ChainHead head;
        private @Nullable ChainedEvent previous;
        private long unlinked;

        Walk(int partition, ChainHead genesis, Seals seals, KnownHeads heads, Iterator<LoggedRecord> events) {
            this.partition = partition;
            this.seals = seals;
            this.heads = heads;
            this.events = events;
            this.before = genesis;
            this.head = genesis;
        }

        PartitionReport report() {
            Fault fault = null;
            while (fault == null && events.hasNext()) {
                fault = step(ChainedEvent.of(events.next()));
            }
            if (fault == null) {
                fault = seals.atEnd(head, previous);
            }
            if (fault == null) {
                fault = heads.atEnd(head, previous);
            }
            return new PartitionReport(
                    partition, head.number(), unlinked, seals.count(), seals.sealed(), head.hex(), fault);
        }

        /** A checkpoint, or a known head, is compared when the event after it fits: if that does not, it tells more. */
        private @Nullable Fault step(ChainedEvent event) {
            if (!head.accepts(event.link())) {
                return new Diagnosis(partition, before, previous, head, event, ahead()).fault();
            }
            Fault fault = seals.upTo(head, previous);
            if (fault == null) {
                fault = heads.upTo(head, previous);
            }
            if (fault == null) {
                before = head;
                head = event.after(head);
                previous = event;
                unlinked += event.link().present() ? 0 : 1;
            }
            return fault;
        }

        private List<ChainedEvent> ahead() {
            List<ChainedEvent> ahead = new ArrayList<>();
            while (ahead.size() < Diagnosis.MAX_AHEAD && events.hasNext()) {
                ahead.add(ChainedEvent.of(events.next()));
            }
            return ahead;
        }
    }
}
