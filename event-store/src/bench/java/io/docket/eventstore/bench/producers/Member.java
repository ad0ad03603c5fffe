package io.docket.eventstore.bench.producers;

import io.docket.eventstore.bench.BenchLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A member of the group that owns every partition, for its generation: what a transaction's offsets are checked by. */
final class Member implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private volatile ConsumerGroupMetadata metadata;
    private volatile boolean closing;

    Member(BenchLog log) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        log.address(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        log.name() + "-per-instance",
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                        CooperativeStickyAssignor.class.getName(),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(log.events().name()));
        while (consumer.assignment().size() < log.events().partitions()) {
            consumer.poll(POLL);
        }
        consumer.pause(consumer.assignment());
        metadata = consumer.groupMetadata();
        thread = Thread.ofPlatform().name("bench-member").daemon().unstarted(this::poll);
        thread.start();
    }

    private void poll() {
        while (!closing) {
            consumer.poll(POLL);
            metadata = consumer.groupMetadata();
        }
        consumer.close();
    }

    ConsumerGroupMetadata metadata() {
        return metadata;
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
