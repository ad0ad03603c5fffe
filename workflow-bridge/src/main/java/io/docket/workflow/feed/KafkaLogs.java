package io.docket.workflow.feed;

import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.position.Position;
import io.docket.workflow.automation.EventsAt;
import io.docket.workflow.events.LoggedEvent;
import io.docket.workflow.incident.EventAt;
import io.docket.workflow.mail.platform.LogEnd;
import io.docket.workflow.rebuild.Logs;
import io.docket.workflow.record.EngineRecord;
import io.docket.workflow.retry.Unavailable;
import io.docket.workflow.settings.BridgeSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The logs in Kafka, read outside of the consumer groups. */
public final class KafkaLogs implements Logs, EventAt, EventsAt, LogEnd {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int MAX_EMPTY_POLLS = 60;
    private static final Map<String, Object> FOLLOWING =
            Map.of(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 64 << 10, ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);

    private final BridgeSettings.Log settings;

    /** The logs that the settings name. */
    public KafkaLogs(BridgeSettings.Log settings) {
        this.settings = settings;
    }

    @Override
    public void events(Consumer<LoggedEvent> reader) {
        readAll(settings.eventsTopic(), record -> EventRecords.read(record).ifPresent(reader));
    }

    @Override
    public void engineRecords(Consumer<EngineRecord> reader) {
        readAll(settings.engineTopic(), record -> EngineFeed.read(record).ifPresent(reader));
    }

    @Override
    public long engineEnd() {
        try (KafkaConsumer<String, byte[]> consumer = open(settings.engineGroup())) {
            return consumer.endOffsets(partitions(consumer, settings.engineTopic())).values().stream()
                    .mapToLong(Long::longValue)
                    .max()
                    .orElse(0);
        } catch (KafkaException e) {
            throw new Unavailable("Kafka: " + e, e);
        }
    }

    @Override
    public Optional<LoggedEvent> read(String position) {
        String[] place = position.split("-");
        TopicPartition partition = new TopicPartition(settings.eventsTopic(), Integer.parseInt(place[0]));
        long offset = Long.parseLong(place[1]);
        try (KafkaConsumer<String, byte[]> consumer = open(settings.eventsGroup())) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, offset);
            for (int polls = 0; polls < MAX_EMPTY_POLLS && consumer.position(partition) <= offset; polls++) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() == offset) {
                        return EventRecords.read(record);
                    }
                }
            }
            return Optional.empty();
        } catch (KafkaException e) {
            throw new Unavailable("Kafka: " + e, e);
        }
    }

    @Override
    public List<LoggedEvent> readAll(List<String> positions) {
        Map<String, LoggedEvent> found = new HashMap<>();
        eventsAt(positions.stream().map(Position::parse).toList(), event -> found.put(event.position(), event));
        return positions.stream()
                .flatMap(position -> Stream.ofNullable(found.get(position)))
                .toList();
    }

    @Override
    public void eventsAt(Collection<Position> places, Consumer<LoggedEvent> reader) {
        Map<Integer, NavigableSet<Long>> offsets = new TreeMap<>();
        places.forEach(place -> offsets.computeIfAbsent(place.partition(), partition -> new TreeSet<>())
                .add(place.offset()));
        try (KafkaConsumer<String, byte[]> consumer = open(settings.eventsGroup())) {
            offsets.forEach((partition, wanted) ->
                    read(consumer, new TopicPartition(settings.eventsTopic(), partition), wanted, reader));
        } catch (KafkaException e) {
            throw new Unavailable("Kafka: " + e, e);
        }
    }

    /** Goes from one offset to the next that was not read along with it. */
    private static void read(
            KafkaConsumer<String, byte[]> consumer,
            TopicPartition partition,
            NavigableSet<Long> offsets,
            Consumer<LoggedEvent> reader) {
        consumer.assign(List.of(partition));
        int emptyPolls = 0;
        Long next = offsets.first();
        while (next != null) {
            if (consumer.position(partition) != next) {
                consumer.seek(partition, next);
            }
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            for (ConsumerRecord<String, byte[]> record : records) {
                if (offsets.contains(record.offset())) {
                    EventRecords.read(record, CloudEventHeaders.TENANT, (type, tenant) -> true)
                            .ifPresent(reader);
                }
            }
            emptyPolls = records.isEmpty() ? emptyPolls + 1 : 0;
            if (emptyPolls > MAX_EMPTY_POLLS) {
                throw new Unavailable("Kafka: " + partition + " does not give " + next, null);
            }
            next = offsets.ceiling(Math.max(next, consumer.position(partition)));
        }
    }

    @Override
    public Map<Integer, Long> handledOffsets() {
        try (KafkaConsumer<String, byte[]> consumer = open(settings.eventsGroup())) {
            Map<TopicPartition, OffsetAndMetadata> committed =
                    consumer.committed(Set.copyOf(partitions(consumer, settings.eventsTopic())));
            Map<Integer, Long> offsets = new HashMap<>();
            committed.forEach((partition, offset) -> {
                if (offset != null) {
                    offsets.put(partition.partition(), offset.offset());
                }
            });
            return offsets;
        } catch (KafkaException e) {
            throw new Unavailable("Kafka: " + e, e);
        }
    }

    @Override
    public List<Position> lastEvents() {
        try (KafkaConsumer<String, byte[]> consumer = open(settings.eventsGroup())) {
            return LastRecords.of(consumer, partitions(consumer));
        } catch (KafkaException e) {
            throw new Unavailable("Kafka: " + e, e);
        }
    }

    /** The partitions of the events. */
    List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer) {
        return partitions(consumer, settings.eventsTopic());
    }

    /** A reader of the log that belongs to no group's members; one that follows reads what comes within a moment at once. */
    KafkaConsumer<String, byte[]> open() {
        return open(settings.eventsGroup(), FOLLOWING);
    }

    private void readAll(String topic, Consumer<ConsumerRecord<String, byte[]>> reader) {
        try (KafkaConsumer<String, byte[]> consumer = open(settings.eventsGroup())) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            int emptyPolls = 0;
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
                records.forEach(reader);
                emptyPolls = records.isEmpty() ? emptyPolls + 1 : 0;
                if (emptyPolls > MAX_EMPTY_POLLS) {
                    throw new Unavailable("Kafka: the end of " + topic + " is not reached", null);
                }
            }
        } catch (KafkaException e) {
            throw new Unavailable("Kafka: " + e, e);
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .collect(Collectors.toUnmodifiableList());
    }

    private KafkaConsumer<String, byte[]> open(String group) {
        return open(group, Map.of());
    }

    private KafkaConsumer<String, byte[]> open(String group, Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.servers());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
