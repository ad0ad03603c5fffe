package io.docket.notification.log.kafka;

import io.docket.notification.facts.FactBook;
import io.docket.notification.log.LogReader;
import io.docket.notification.log.LoggedEvent;
import io.docket.notification.log.Offsets;
import io.docket.notification.log.TruncatedLogException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the events topic from any place, without a group. Fetches little at once, as its client may take little. */
final class KafkaLogReader implements LogReader {
    private static final Duration POLL = Duration.ofMillis(100);
    /** A fetch at the end of the log holds up the next one, after a seek, for as long as it waits. */
    private static final int FETCH_WAIT_MILLIS = 50;

    private static final int MAX_RECORDS = 500;
    private static final int FETCH_BYTES = 2 * 1024 * 1024;
    private static final int PARTITION_FETCH_BYTES = 512 * 1024;

    private final int number;
    private final FactBook facts;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private Offsets place = Offsets.zero();

    KafkaLogReader(String bootstrapServers, String topic, int number, FactBook facts) {
        this.number = number;
        this.facts = facts;
        Properties properties = new Properties();
        properties.putAll(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_RECORDS,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES));
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            this.partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            seek(Offsets.zero());
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    @Override
    public Batch read(Offsets from, Offsets upTo) {
        if (!place.equals(from)) {
            seek(from);
        }
        List<LoggedEvent> events = new ArrayList<>();
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                EventRecords.read(record, facts).ifPresent(events::add);
            }
        } catch (InvalidOffsetException e) {
            seek(beginning());
            throw new TruncatedLogException("no events at " + e.partitions());
        }
        partitions.forEach(partition -> place.advance(partition.partition(), consumer.position(partition)));
        return new Batch(events, place.copy());
    }

    @Override
    public Offsets beginning() {
        return offsets(consumer.beginningOffsets(partitions));
    }

    @Override
    public Offsets end() {
        return offsets(consumer.endOffsets(partitions));
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void seek(Offsets from) {
        partitions.forEach(partition -> consumer.seek(partition, from.next(partition.partition())));
        place = from.copy();
    }

    private Offsets offsets(Map<TopicPartition, Long> byPartition) {
        Offsets offsets = Offsets.zeroOf(number);
        byPartition.forEach((partition, offset) -> offsets.advance(partition.partition(), offset));
        return offsets;
    }
}
