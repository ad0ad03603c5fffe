package io.docket.eventstore.simulation.kafka;

import io.docket.eventstore.simulation.kafka.GroupCoordinator.Verdict;
import io.docket.eventstore.simulation.kafka.TransactionRun.Decision;
import io.docket.eventstore.simulation.schedule.Chance;
import io.docket.eventstore.simulation.schedule.Schedule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Transactional ids as brokers with {@code transaction.version} 2 keep them: each transaction has an epoch of its own, so
 * that nothing late gets into the next one; a newcomer ends what its predecessor left open.
 */
final class TransactionCoordinator {
    private static final int MARKER_MOST_MILLIS = 30;
    private static final int SLOW_MARKER_MOST_MILLIS = 3_000;
    private static final int SLOW_MARKER_PERCENT = 5;

    private final Schedule schedule;
    private final Chance chance;
    private final Network network;
    private final Cluster cluster;
    private final Map<String, Id> ids = new HashMap<>();

    private static final class Id {
        private int epoch;
        private TransactionRun last = new TransactionRun();
        private boolean ongoing;
        private Decision lastEnd = Decision.OPEN;
    }

    TransactionCoordinator(Schedule schedule, Chance chance, Network network, Cluster cluster) {
        this.schedule = schedule;
        this.chance = chance;
        this.network = network;
        this.cluster = cluster;
    }

    /** A new epoch: from now on every producer of the id with an older one is refused. */
    int init(String name) {
        Id id = ids.computeIfAbsent(name, absent -> new Id());
        if (id.ongoing) {
            id.epoch++;
            end(name, id, Decision.ABORT);
        }
        requireMarked(id);
        return ++id.epoch;
    }

    /** Offset of the first record. */
    long produce(
            String name,
            int epoch,
            TopicPartition partition,
            List<ProducerRecord<byte[], byte[]>> records,
            long timeoutNanos) {
        Id id = ids.get(name);
        requireEpoch(id, epoch);
        requireMarkedUnlessOngoing(id);
        if (!id.ongoing) {
            begin(name, id, timeoutNanos);
        }
        return cluster.log(partition).append(id.last, records);
    }

    /** Offsets of the group that are committed with the transaction, if the group takes them from this member. */
    void offsets(
            String name,
            int epoch,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            ConsumerGroupMetadata member,
            long timeoutNanos) {
        Verdict verdict = cluster.group()
                .commitInTransaction(member.groupInstanceId().orElseThrow(), member.memberId(), member.generationId());
        switch (verdict) {
            case OK -> {}
            case FENCED -> throw new FencedInstanceIdException("another member has this name");
            case WAIT, REBALANCE, UNKNOWN_MEMBER, ILLEGAL_GENERATION ->
                throw new CommitFailedException(verdict.toString());
        }
        Id id = ids.get(name);
        requireEpoch(id, epoch);
        requireMarkedUnlessOngoing(id);
        if (!id.ongoing) {
            begin(name, id, timeoutNanos);
        }
        cluster.offsets().add(id.last, offsets);
    }

    private void begin(String name, Id id, long timeoutNanos) {
        TransactionRun run = new TransactionRun();
        id.last = run;
        id.ongoing = true;
        schedule.after(timeoutNanos, () -> {
            if (id.last == run && id.ongoing) {
                schedule.trace(() -> "broker aborts " + name + ": it took too long");
                id.epoch++;
                end(name, id, Decision.ABORT);
            }
        });
    }

    /** Ends the transaction; the epoch of the next one. */
    int end(String name, int epoch, boolean commit) {
        Id id = ids.get(name);
        Decision wanted = commit ? Decision.COMMIT : Decision.ABORT;
        if (!id.ongoing && epoch == id.epoch - 1 && id.lastEnd == wanted) {
            return id.epoch; // the same request again
        }
        requireEpoch(id, epoch);
        if (id.ongoing) {
            end(name, id, wanted);
        } else if (commit) {
            throw new InvalidTxnStateException("no transaction is open");
        }
        id.lastEnd = wanted;
        return ++id.epoch;
    }

    private void end(String name, Id id, Decision decision) {
        id.ongoing = false;
        id.lastEnd = Decision.OPEN;
        id.last.decide(decision);
        if (decision == Decision.COMMIT) {
            cluster.committed(id.last);
        }
        schedule.trace(() -> "broker " + decision + " " + name + " epoch " + id.epoch);
        List.copyOf(id.last.unmarked()).forEach(partition -> mark(id.last, partition));
    }

    private void mark(TransactionRun run, TopicPartition partition) {
        int most = chance.percent(SLOW_MARKER_PERCENT) ? SLOW_MARKER_MOST_MILLIS : MARKER_MOST_MILLIS;
        schedule.after(chance.nanos(1, most), () -> {
            if (network.brokerDown()) {
                mark(run, partition);
            } else {
                cluster.mark(partition, run);
            }
        });
    }

    /** A newcomer's abort may be what a fenced producer notices first. */
    private void requireEpoch(Id id, int epoch) {
        if (epoch != id.epoch) {
            throw chance.oneOf(List.<KafkaException>of(
                    new ProducerFencedException("a newer producer has this id"),
                    new InvalidProducerEpochException("epoch " + epoch + " instead of " + id.epoch),
                    new InvalidTxnStateException("transaction was ended by somebody else")));
        }
    }

    private static void requireMarkedUnlessOngoing(Id id) {
        if (!id.ongoing) {
            requireMarked(id);
        }
    }

    private static void requireMarked(Id id) {
        if (!id.last.unmarked().isEmpty()) {
            throw new TryAgain("CONCURRENT_TRANSACTIONS");
        }
    }
}
