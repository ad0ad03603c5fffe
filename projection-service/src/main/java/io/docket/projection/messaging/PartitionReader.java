package io.docket.projection.messaging;

import io.docket.contracts.chain.LoggedRecord;
import io.docket.contracts.chain.LoggedRecord.Header;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** The committed records of one partition between two offsets, with a consumer of its own; used by one thread. */
final class PartitionReader implements Iterator<LoggedRecord>, AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    /** How long the broker holds a fetch at the end: a place further back is read after it only. */
    private static final int FETCH_WAIT_MILLIS = 5;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final Duration timeout;
    private Iterator<ConsumerRecord<byte[], byte[]>> fetched =
            List.<ConsumerRecord<byte[], byte[]>>of().iterator();
    private @Nullable ConsumerRecord<byte[], byte[]> next;
    private long end;

    PartitionReader(String bootstrapServers, String topic, int partition, int fetchBytes, Duration timeout) {
        this.partition = new TopicPartition(topic, partition);
        this.timeout = timeout;
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                FETCH_WAIT_MILLIS,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                fetchBytes);
        consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(this.partition));
    }

    /** Offset of the oldest record. */
    long beginning() {
        return consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    /** Offset after the newest committed record. */
    long end() {
        return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    /** Goes on from one offset up to another, which is left out. */
    void seek(long from, long to) {
        consumer.seek(partition, from);
        fetched = List.<ConsumerRecord<byte[], byte[]>>of().iterator();
        end = to;
        next = null;
    }

    @Override
    public boolean hasNext() {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (next == null) {
            if (fetched.hasNext()) {
                ConsumerRecord<byte[], byte[]> record = fetched.next();
                if (record.offset() >= end) {
                    return false;
                }
                next = record;
            } else if (consumer.position(partition) >= end) {
                return false;
            } else if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "the log does not answer: " + partition + " at " + consumer.position(partition));
            } else {
                fetched = consumer.poll(POLL).records(partition).iterator();
            }
        }
        return true;
    }

    @Override
    public LoggedRecord next() {
        ConsumerRecord<byte[], byte[]> record = hasNext() ? next : null;
        if (record == null) {
            throw new NoSuchElementException(partition + " has nothing before " + end);
        }
        next = null;
        List<Header> headers = new ArrayList<>();
        record.headers().forEach(header -> headers.add(new Header(header.key(), header.value())));
        return new LoggedRecord(record.partition(), record.offset(), record.key(), record.value(), headers);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
