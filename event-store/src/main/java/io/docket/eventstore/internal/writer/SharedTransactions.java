package io.docket.eventstore.internal.writer;

import io.docket.eventstore.EventStoreConfig.Limits;
import io.docket.eventstore.internal.machine.Machine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of an instance: one at a time, with the batches of all partitions that have something to write. A
 * partition's thread boards, builds its batch and hands it in; the first of them commits for all. So a transaction costs
 * no thread of its own, and a partition that is alone waits for nobody.
 *
 * <pre>
 *   board: gathering -> boarding -> (the first who is ready waits for the others, at most 2 ms) -> under way -> gathering
 * </pre>
 */
public final class SharedTransactions implements AutoCloseable {
    private static final Duration STRAGGLERS = Duration.ofMillis(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final Limits limits;
    private final Machine machine;
    private final Supplier<Standing> group;
    private final InstanceProducer producer;
    private final Gathering gathering;
    private final ReentrantLock lock = new ReentrantLock();
    private final Machine.Signal departures;
    private final Machine.Signal handedIn;
    private final Machine.Signal ended;
    private final Deque<Batch> batches = new ArrayDeque<>();
    private final Set<Integer> expected = new HashSet<>();
    private boolean boarding;
    private boolean producerInUse;
    private boolean underWay;

    /**
     * @param events topic of the events
     * @param limits of one transaction
     * @param producers makes producers with the instance's transactional id
     * @param group what the group last told this instance
     */
    public SharedTransactions(
            String events,
            Limits limits,
            Supplier<Producer<byte[], byte[]>> producers,
            Supplier<Standing> group,
            Machine machine) {
        this.limits = limits;
        this.machine = machine;
        this.group = group;
        this.gathering = new Gathering(limits.transactionRecords());
        this.producer = new InstanceProducer(events, producers);
        this.departures = machine.signal(lock);
        this.handedIn = machine.signal(lock);
        this.ended = machine.signal(lock);
    }

    /** So many appends more wait in the queues of the partitions, or fewer. */
    void waiting(int by) {
        if (gathering.changed(by)) {
            lock.lock();
            try {
                departures.give();
            } finally {
                lock.unlock();
            }
        }
    }

    /** A producer that works; its term. */
    long open() {
        return alone(producer::open);
    }

    /**
     * Writes records and takes them back, to know how far the log reaches at least.
     *
     * @param term term of the producer that was opened
     * @return the offsets behind them, by topic and partition
     * @throws KafkaException if they were not taken
     */
    Map<TopicPartition, Long> mark(long term, List<ProducerRecord<byte[], byte[]>> marks) {
        return alone(() -> {
            if (!producer.isOpen(term)) {
                throw new KafkaException("the producer was replaced");
            }
            return producer.mark(marks);
        });
    }

    private <T> T alone(Supplier<T> step) {
        lock.lock();
        try {
            while (producerInUse) {
                await(ended, LOOK_AGAIN.toNanos());
            }
            producerInUse = true;
        } finally {
            lock.unlock();
        }
        try {
            return step.get();
        } finally {
            lock.lock();
            try {
                producerInUse = false;
                ended.give();
                departures.give();
            } finally {
                lock.unlock();
            }
        }
    }

    /** The thread of a partition was woken by an append, and will board. */
    void expect(int partition) {
        lock.lock();
        try {
            expected.add(partition);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next departure, to be followed by {@link #commit} or {@link #leave}; false if there is none in time. */
    boolean board(int partition, Duration atMost) {
        lock.lock();
        try {
            expected.add(partition);
            long until = machine.nanoTime() + atMost.toNanos();
            while (!departs()) {
                long now = machine.nanoTime();
                if (now >= until) {
                    arrived(partition);
                    return false;
                }
                await(departures, underWay ? until - now : Math.min(until - now, gathering.restNanos(now)));
            }
            if (!boarding) {
                boarding = true;
                departures.give();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean departs() {
        boolean others = boarding || !batches.isEmpty();
        return !underWay && (others || gathering.restNanos(machine.nanoTime()) <= 0);
    }

    /** Does without the transaction that it boarded. */
    void leave(int partition) {
        lock.lock();
        try {
            arrived(partition);
        } finally {
            lock.unlock();
        }
    }

    private void arrived(int partition) {
        expected.remove(partition);
        if (expected.isEmpty()) {
            handedIn.give();
        }
    }

    /**
     * Writes and commits a batch, with those of other partitions.
     *
     * @throws NotCommittedException if it is not committed, and never will be
     * @throws KafkaException if it is not known to be committed: it may be, or not
     */
    void commit(Batch batch) {
        lock.lock();
        try {
            batches.add(batch);
            arrived(batch.partition());
            // ends: whoever uses the producer ends each of its steps in a limited time, and then lets the next one go
            // on
            while (!batch.ended()) {
                if (producerInUse) {
                    await(ended, LOOK_AGAIN.toNanos());
                } else {
                    lead();
                }
            }
        } finally {
            lock.unlock();
        }
        RuntimeException failure = batch.failure();
        if (failure != null) {
            throw failure;
        }
    }

    /** One transaction for all who boarded, and are ready soon. */
    private void lead() {
        producerInUse = true;
        try {
            long until = machine.nanoTime() + STRAGGLERS.toNanos();
            for (long rest = STRAGGLERS.toNanos(); !expected.isEmpty() && rest > 0; rest = until - machine.nanoTime()) {
                await(handedIn, rest);
            }
            expected.clear();
            boarding = false;
            Standing standing = group.get();
            List<Batch> taken = take(standing);
            if (!taken.isEmpty()) {
                transact(taken, standing);
            }
        } finally {
            producerInUse = false;
            ended.give();
            departures.give();
        }
    }

    private void transact(List<Batch> taken, Standing standing) {
        long start = machine.nanoTime();
        RuntimeException failure = new KafkaException("the thread that wrote the transaction has ended");
        underWay = true;
        lock.unlock();
        try {
            producer.commit(taken, standing.member());
            failure = null;
        } catch (RuntimeException e) {
            failure = e;
        } finally {
            lock.lock();
            underWay = false;
            long now = machine.nanoTime();
            gathering.ended(taken.stream().mapToInt(Batch::appends).sum(), now, now - start);
            end(taken, failure);
        }
    }

    /** What fits into one transaction. The standing is older than the look at what was given away: neither is missed. */
    private List<Batch> take(Standing standing) {
        List<Batch> taken = new ArrayList<>();
        int records = 0;
        long bytes = 0;
        while (!batches.isEmpty()) {
            Batch next = batches.getFirst();
            if (!mayWrite(next, standing)) {
                next.end(new NotCommittedException("partition " + next.partition() + " has to be taken over first"));
                batches.removeFirst();
                continue;
            }
            records += next.records();
            bytes += next.bytes();
            if (!taken.isEmpty() && (records > limits.transactionRecords() || bytes > limits.transactionBytes())) {
                break;
            }
            taken.add(batches.removeFirst());
        }
        return taken;
    }

    private boolean mayWrite(Batch batch, Standing standing) {
        return producer.isOpen(batch.term()) && standing.partitions().contains(batch.partition()) && !batch.lost();
    }

    private static void end(List<Batch> taken, @Nullable RuntimeException failure) {
        taken.forEach(batch -> batch.end(failure));
    }

    private static void await(Machine.Signal signal, long nanos) {
        try {
            signal.awaitNanos(nanos);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** After the last partition was given away. */
    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
