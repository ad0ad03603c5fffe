package io.docket.eventstore.internal.writer;

import io.docket.contracts.position.Position;
import io.docket.eventstore.Committed;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.internal.chain.ChainHead;
import io.docket.eventstore.internal.checkpoint.SignedCheckpoint;
import io.docket.eventstore.internal.index.IndexFold;
import io.docket.eventstore.internal.index.PartitionIndex;
import io.docket.eventstore.internal.record.EventRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka transaction with the events and outcomes of a group of appends, and the checkpoint that is due. This is the only place that writes the
 * topics.
 */
final class Transaction {
    private final int partition;
    private final List<PendingAppend> group;
    private final @Nullable SignedCheckpoint checkpoint;
    private final List<EventRecord> linked = new ArrayList<>();
    private final List<Future<RecordMetadata>> events = new ArrayList<>();
    private final List<Future<RecordMetadata>> outcomes = new ArrayList<>();

    private Transaction(int partition, List<PendingAppend> group, @Nullable SignedCheckpoint checkpoint) {
        this.partition = partition;
        this.group = group;
        this.checkpoint = checkpoint;
    }

    /**
     * Writes and commits.
     *
     * @param chain the chain that the events go on with
     * @param checkpoint a checkpoint of that chain, if one is due
     * @throws KafkaException if it is not known to be committed: it may be, or not
     */
    static Transaction commit(
            Producer<byte[], byte[]> producer,
            EventStoreConfig config,
            int partition,
            List<PendingAppend> group,
            ChainHead chain,
            @Nullable SignedCheckpoint checkpoint) {
        Transaction transaction = new Transaction(partition, group, checkpoint);
        ChainHead head = chain;
        producer.beginTransaction();
        if (checkpoint != null) {
            producer.send(checkpoint.toKafka(config.signing().checkpoints().name()));
        }
        for (PendingAppend append : group) {
            for (EventRecord unlinked : append.events()) {
                EventRecord event = unlinked.linked(head.link());
                head = head.after(event.link(), event.digest());
                transaction.linked.add(event);
                transaction.events.add(
                        producer.send(event.toKafka(config.events().name(), partition)));
            }
            if (append.outcome() != null) {
                transaction.outcomes.add(
                        producer.send(append.outcome().toKafka(config.outcomes().name(), partition)));
            }
        }
        producer.commitTransaction();
        return transaction;
    }

    /** Brings what was committed into the index. */
    void applyTo(PartitionIndex index) {
        try (IndexFold fold = index.fold()) {
            for (int i = 0; i < linked.size(); i++) {
                fold.add(linked.get(i), offset(events.get(i)));
            }
            for (PendingAppend append : group) {
                if (append.outcome() != null) {
                    fold.add(append.outcome());
                }
            }
            if (checkpoint != null) {
                fold.sealed(checkpoint.checkpoint().events());
            }
            fold.commit(after(events, index.nextEvent()), after(outcomes, index.nextOutcome()));
        }
    }

    /** Answers every append of the group. */
    void answer() {
        int next = 0;
        for (PendingAppend append : group) {
            List<Position> positions = new ArrayList<>(append.events().size());
            for (int i = 0; i < append.events().size(); i++) {
                positions.add(new Position(partition, offset(events.get(next++))));
            }
            append.committed(new Committed(positions));
        }
    }

    private static long after(List<Future<RecordMetadata>> sent, long otherwise) {
        return sent.isEmpty() ? otherwise : offset(sent.getLast()) + 1;
    }

    private static long offset(Future<RecordMetadata> sent) {
        try {
            return sent.get().offset();
        } catch (ExecutionException e) {
            throw new KafkaException("committed without an offset", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
