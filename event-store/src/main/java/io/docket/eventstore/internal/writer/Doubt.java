package io.docket.eventstore.internal.writer;

import io.docket.contracts.position.Position;
import io.docket.eventstore.Committed;
import io.docket.eventstore.UnknownOutcomeException;
import io.docket.eventstore.internal.index.PartitionIndex;
import io.docket.eventstore.internal.record.EventRecord;
import io.docket.eventstore.internal.record.OutcomeRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The appends of a transaction whose commit got no clear answer. Only the log, read to its end, tells. */
final class Doubt {
    private static final Logger LOG = LoggerFactory.getLogger(Doubt.class);

    private List<PendingAppend> appends = List.of();
    private Map<TopicPartition, Long> written = Map.of();

    void about(List<PendingAppend> group) {
        appends = group;
    }

    /** How far the log reaches at least: behind the records of the transaction. */
    void writtenUpTo(Map<TopicPartition, Long> ends) {
        written = ends;
    }

    Map<TopicPartition, Long> written() {
        return written;
    }

    void none() {
        appends = List.of();
        written = Map.of();
    }

    List<PendingAppend> appends() {
        return appends;
    }

    boolean exists() {
        return !appends.isEmpty();
    }

    /**
     * Answers every append that the index, read to the end of the log, holds, and those of which it cannot tell; the others, which
     * are not committed.
     */
    List<PendingAppend> resolve(PartitionIndex index) {
        if (appends.isEmpty()) {
            return List.of();
        }
        List<PendingAppend> missing = new ArrayList<>();
        int committed = 0;
        for (PendingAppend append : appends) {
            Optional<Committed> found = find(append, index);
            if (found.isPresent()) {
                append.committed(found.get());
                committed++;
            } else if (forgotten(append, index)) {
                append.failed(
                        new UnknownOutcomeException("the outcome has expired before the log was asked for it", null));
            } else {
                missing.add(append);
            }
        }
        LOG.info("event=doubt-resolved appends={} committed={}", appends.size(), committed);
        none();
        return missing;
    }

    /** Answers every append that nobody can tell. */
    void giveUp() {
        appends.forEach(append -> append.failed(
                new UnknownOutcomeException("the log could not be asked whether it holds the append", null)));
        none();
    }

    /** An append is in the log as a whole: its events tell, also when its outcome has expired meanwhile. */
    private static Optional<Committed> find(PendingAppend append, PartitionIndex index) {
        List<Position> positions = new ArrayList<>();
        for (EventRecord event : append.events()) {
            index.find(event.streamId(), event.sequence(), event.id()).ifPresent(positions::add);
        }
        boolean found = append.events().isEmpty()
                ? append.outcome() == null || holds(index, append.outcome())
                : positions.size() == append.events().size();
        return found ? Optional.of(new Committed(positions)) : Optional.empty();
    }

    /** True if it would leave no trace in the index: an outcome alone, which is older than the window by now. */
    private static boolean forgotten(PendingAppend append, PartitionIndex index) {
        return append.events().isEmpty()
                && append.outcome() != null
                && index.expired(append.outcome().at().toEpochMilli());
    }

    private static boolean holds(PartitionIndex index, OutcomeRecord outcome) {
        return index.outcome(outcome.outcome().tenant(), outcome.outcome().key())
                .filter(stored -> stored.at().equals(outcome.at()))
                .filter(stored ->
                        stored.outcome().fingerprint().equals(outcome.outcome().fingerprint()))
                .isPresent();
    }
}
