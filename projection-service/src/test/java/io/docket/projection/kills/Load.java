package io.docket.projection.kills;

import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.topic.Topics;
import io.docket.projection.view.LogEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes events of two tenants in transactions, always some thousand ahead of the views, so that these are never idle. */
final class Load implements AutoCloseable {
    private static final int AHEAD = 4_000;
    private static final int TRANSACTION = 200;
    private static final long PAUSE_NANOS = 2_000_000;

    private final String kafka;
    private final String topic;
    private final LongSupplier applied;
    private final List<AllSorts> sources = new ArrayList<>();
    private final List<Integer> partitions = new ArrayList<>();
    private final long[] ends = new long[Topics.PARTITIONS];
    private final Thread writer = new Thread(this::write, "load");
    private volatile boolean closing;
    private volatile long written;

    /**
     * Creates the topic, and begins to write.
     *
     * @param applied how far the views are: the sum of the next offsets of all partitions
     */
    Load(String kafka, String topic, long seed, LongSupplier applied) throws ExecutionException, InterruptedException {
        this.kafka = kafka;
        this.topic = topic;
        this.applied = applied;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(List.of(new NewTopic(topic, Topics.PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
        for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
            sources.add(new AllSorts("acme", partition, seed + partition));
            partitions.add(partition);
        }
        sources.add(new AllSorts("globex", 1, seed + 100));
        partitions.add(1);
        writer.start();
    }

    /** Events written so far. */
    long written() {
        return written;
    }

    /** Ends the writing. */
    void stop() {
        closing = true;
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends the writing, and removes the topic. */
    @Override
    public void close() {
        stop();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.deleteTopics(List.of(topic))
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }

    private void write() {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic,
                        ProducerConfig.LINGER_MS_CONFIG, 5),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            while (!closing) {
                if (end() - applied.getAsLong() > AHEAD) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                } else {
                    transaction(producer);
                }
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void transaction(KafkaProducer<String, byte[]> producer) throws ExecutionException, InterruptedException {
        producer.beginTransaction();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = 0; i < TRANSACTION; i++) {
            int source = i % sources.size();
            sent.add(producer.send(
                    record(partitions.get(source), sources.get(source).next())));
        }
        producer.commitTransaction();
        for (Future<RecordMetadata> one : sent) {
            RecordMetadata at = one.get();
            ends[at.partition()] = Math.max(ends[at.partition()], at.offset() + 1);
        }
        written = written + TRANSACTION;
    }

    private long end() {
        long sum = 0;
        for (long end : ends) {
            sum += end;
        }
        return sum;
    }

    private ProducerRecord<String, byte[]> record(int partition, LogEvent event) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                topic, partition, event.envelope().root(), event.envelope().data());
        CloudEventHeaders.write(event.envelope())
                .forEach((name, value) -> record.headers().add(name, value));
        return record;
    }
}
