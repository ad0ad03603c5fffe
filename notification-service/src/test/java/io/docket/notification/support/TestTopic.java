package io.docket.notification.support;

import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.envelope.EventEnvelope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** An events topic of a test's own, written in transactions as the command service does. */
public final class TestTopic implements AutoCloseable {
    private static final int PARTITIONS = 6;

    private final String name = "notification-it-" + UUID.randomUUID();
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", Env.kafka()));
    private final KafkaProducer<String, byte[]> producer;

    public TestTopic() throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1)))
                .all()
                .get();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", Env.kafka(), "transactional.id", name, "linger.ms", "5"),
                new StringSerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    public String name() {
        return name;
    }

    /** Commits the events together. */
    public void commit(List<EventEnvelope> events) {
        producer.beginTransaction();
        send(events);
        producer.commitTransaction();
    }

    /** Writes the events and takes them back. */
    public void abort(List<EventEnvelope> events) {
        producer.beginTransaction();
        send(events);
        producer.flush();
        producer.abortTransaction();
    }

    /** Deletes everything that is there, as a retention would. */
    public void forget() throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> all = new HashMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            all.put(new TopicPartition(name, partition), OffsetSpec.latest());
        }
        Map<TopicPartition, RecordsToDelete> before = new HashMap<>();
        admin.listOffsets(all)
                .all()
                .get()
                .forEach((partition, end) -> before.put(partition, RecordsToDelete.beforeOffset(end.offset())));
        admin.deleteRecords(before).all().get();
    }

    @Override
    public void close() {
        producer.close();
        admin.deleteTopics(List.of(name));
        admin.close();
    }

    private void send(List<EventEnvelope> events) {
        for (EventEnvelope event : events) {
            var record = new ProducerRecord<>(name, event.root(), event.data());
            CloudEventHeaders.write(event).forEach(record.headers()::add);
            producer.send(record);
        }
    }
}
