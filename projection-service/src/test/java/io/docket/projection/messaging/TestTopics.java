package io.docket.projection.messaging;

import io.docket.contracts.chain.LoggedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics of one test in the Kafka of the environment, each with one partition; they go with it. */
final class TestTopics implements AutoCloseable {
    static final String KAFKA = System.getenv().getOrDefault("DOCKET_KAFKA", "127.0.0.1:19092");

    private final String prefix = "test-" + UUID.randomUUID() + "-";
    private final List<String> created = new ArrayList<>();
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA));

    String name(String of) {
        return prefix + of;
    }

    /** Writes records as they are, so many in each transaction. */
    void writeInTransactions(String of, List<LoggedRecord> records, int perTransaction) {
        create(of);
        try (KafkaProducer<byte[], byte[]> producer =
                producer(Map.of("bootstrap.servers", KAFKA, "transactional.id", name(of), "retry.backoff.ms", 2))) {
            producer.initTransactions();
            for (int from = 0; from < records.size(); from += perTransaction) {
                producer.beginTransaction();
                for (LoggedRecord logged : records.subList(from, Math.min(from + perTransaction, records.size()))) {
                    ProducerRecord<byte[], byte[]> record =
                            new ProducerRecord<>(name(of), 0, logged.key(), logged.value());
                    logged.headers().forEach(header -> record.headers().add(header.name(), header.value()));
                    producer.send(record);
                }
                producer.commitTransaction();
            }
        }
    }

    /** Lets Kafka forget the records before an offset. */
    void forgetBefore(String of, long offset) {
        TopicPartition partition = new TopicPartition(name(of), 0);
        get(admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset)))
                .all()
                .toCompletionStage()
                .toCompletableFuture());
    }

    /** Writes values. */
    void write(String of, List<byte[]> values) {
        create(of);
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of("bootstrap.servers", KAFKA))) {
            List<Future<?>> sent = new ArrayList<>();
            values.forEach(value -> sent.add(producer.send(new ProducerRecord<>(name(of), 0, null, value))));
            sent.forEach(TestTopics::get);
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> config) {
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void create(String of) {
        get(admin.createTopics(List.of(new NewTopic(name(of), 1, (short) 1)))
                .all()
                .toCompletionStage()
                .toCompletableFuture());
        created.add(name(of));
    }

    private static void get(Future<?> future) {
        try {
            future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        get(admin.deleteTopics(created).all().toCompletionStage().toCompletableFuture());
        admin.close();
    }
}
