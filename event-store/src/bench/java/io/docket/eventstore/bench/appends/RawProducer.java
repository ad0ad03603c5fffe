package io.docket.eventstore.bench.appends;

import io.docket.eventstore.bench.BenchLog;
import io.docket.eventstore.internal.record.EventRecord;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The native twin: a plain idempotent producer of the same records, without transactions, versions or index. Its callers
 * wait without a time of their own, as the store's do: the producer ends each send within its delivery timeout.
 */
final class RawProducer implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;
    private static final int BATCH_BYTES = 128 << 10;

    private final String topic;
    private final int partitions;
    private final KafkaProducer<byte[], byte[]> producer;

    RawProducer(BenchLog log) throws Exception {
        this.topic = log.name() + ".raw";
        this.partitions = log.events().partitions();
        Map<String, Object> address = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, log.address());
        try (Admin admin = Admin.create(address)) {
            admin.createTopics(java.util.List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        log.address(),
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        BATCH_BYTES),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void send() throws Exception {
        int number = ThreadLocalRandom.current().nextInt(1 << 20);
        EventRecord event = EventRecord.of(BenchEvents.credited("r-" + number, 1));
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        producer.send(event.toKafka(topic, number % partitions), (metadata, failure) -> {
            if (failure == null) {
                done.complete(true);
            } else {
                done.completeExceptionally(failure);
            }
        });
        done.get();
    }

    @Override
    public void close() {
        producer.close();
    }
}
