package io.docket.eventstore.bench.producers;

import io.docket.contracts.position.Position;
import io.docket.eventstore.bench.BenchLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Group commit on one transactional producer, for one partition or for all that an instance owns: the engine's rules of
 * gathering, a version check in memory, no index. With group metadata the transaction holds the group's offsets of its
 * partitions, by which the broker fences a member that lost them.
 */
final class GroupWriter implements AutoCloseable {
    private static final int CAPACITY = 10_000;
    private static final int MAX_GROUP = 1_000;
    private static final Duration IDLE = Duration.ofMillis(100);

    private final Producer<byte[], byte[]> producer;
    private final BenchLog log;
    private final @Nullable Supplier<ConsumerGroupMetadata> group;
    private final Gathering gathering;
    private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final Map<String, Long> heads = new HashMap<>();
    private final ExecutorService answers = Executors.newVirtualThreadPerTaskExecutor();
    private final LongAdder transactions = new LongAdder();
    private final Thread thread;
    private volatile boolean closing;

    GroupWriter(
            String name,
            Producer<byte[], byte[]> producer,
            BenchLog log,
            Gathering gathering,
            @Nullable Supplier<ConsumerGroupMetadata> group) {
        this.producer = producer;
        this.log = log;
        this.group = group;
        this.gathering = gathering;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    void start() {
        producer.initTransactions();
        thread.start();
    }

    void submit(Pending append) throws InterruptedException {
        queue.put(append);
    }

    long transactions() {
        return transactions.sum();
    }

    private void run() {
        List<Pending> taken = new ArrayList<>();
        int lastSize = 1;
        long lastNanos = 0;
        try {
            while (!closing) {
                gathering.await(queue, lastSize, lastNanos);
                taken.clear();
                queue.drainTo(taken, MAX_GROUP);
                if (taken.isEmpty()) {
                    Pending first = queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
                    if (first != null) {
                        taken.add(first);
                        queue.drainTo(taken, MAX_GROUP - 1);
                    }
                }
                lastSize = taken.size();
                if (!taken.isEmpty()) {
                    long start = System.nanoTime();
                    commit(taken.stream().filter(this::isNext).toList());
                    lastNanos = System.nanoTime() - start;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            taken.forEach(append -> append.answer().completeExceptionally(e));
            System.err.println("writer ended: " + e);
        }
    }

    private boolean isNext(Pending append) {
        long head = heads.getOrDefault(append.event().streamId(), 0L);
        if (append.event().sequence() != head + 1) {
            append.answer().completeExceptionally(new IllegalStateException("stream is at " + head));
            return false;
        }
        heads.put(append.event().streamId(), head + 1);
        return true;
    }

    private void commit(List<Pending> appends) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>(appends.size());
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        producer.beginTransaction();
        for (Pending append : appends) {
            sent.add(producer.send(append.event().toKafka(log.events().name(), append.partition())));
            producer.send(append.outcome().toKafka(log.outcomes().name(), append.partition()));
            if (group != null) {
                TopicPartition partition = new TopicPartition(log.events().name(), append.partition());
                offsets.computeIfAbsent(partition, absent -> new OffsetAndMetadata(0));
            }
        }
        if (group != null) {
            producer.sendOffsetsToTransaction(offsets, group.get());
        }
        producer.commitTransaction();
        transactions.increment();
        for (int i = 0; i < appends.size(); i++) {
            Pending append = appends.get(i);
            Position position = new Position(append.partition(), sent.get(i).get().offset());
            answers.execute(() -> append.answer().complete(position));
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ofSeconds(1));
        answers.shutdown();
    }
}
