package io.docket.command.faults.service;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import io.docket.contracts.topic.Topics;
import io.docket.eventstore.faults.TakeOvers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows what the instances publish of their partitions: the committed records of the topic of the owners. */
public final class OwnersWatch implements TakeOvers, AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Queue<TakeOver> known = new ConcurrentLinkedQueue<>();
    private final Map<String, String> namesByAddress;
    private volatile boolean closed;

    /** @param bootstrapServers addresses past everything that goes wrong; the topic is there already */
    public OwnersWatch(String bootstrapServers, List<ServiceInstance> instances) {
        namesByAddress = instances.stream().collect(toMap(ServiceInstance::address, ServiceInstance::toString));
        Thread.ofPlatform().name("owners").daemon().start(() -> follow(bootstrapServers));
    }

    private void follow(String bootstrapServers) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(IntStream.range(0, Topics.PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(Topics.OWNERS.name(), partition))
                    .toList());
            while (!closed) {
                consumer.poll(POLL).forEach(this::heard);
            }
        }
    }

    private void heard(ConsumerRecord<byte[], byte[]> kafka) {
        if (kafka.value() != null) {
            JsonNode owner = Json.tree(kafka.value());
            String name = namesByAddress.get(owner.path("address").textValue());
            known.add(new TakeOver(
                    Objects.requireNonNull(name),
                    kafka.partition(),
                    nanos(Instant.parse(owner.path("since").textValue()))));
        }
    }

    /** The moment by the clock that knows no date; the instances are on this machine. */
    private static long nanos(Instant moment) {
        return System.nanoTime() - Duration.between(moment, Instant.now()).toNanos();
    }

    @Override
    public List<TakeOver> known() {
        return List.copyOf(known);
    }

    @Override
    public void close() {
        closed = true;
    }
}
