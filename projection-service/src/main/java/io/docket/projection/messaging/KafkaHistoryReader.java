package io.docket.projection.messaging;

import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.position.Cursor;
import io.docket.contracts.position.Position;
import io.docket.projection.history.log.HistoryLog;
import io.docket.projection.history.log.StoredEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads the events topic from a place on. What is fetched ahead is bounded: {@value #PARTITION_FETCH_BYTES} bytes a
 * partition.
 */
final class KafkaHistoryReader implements HistoryLog.Reader {
    private static final Logger LOG = Logger.getLogger(KafkaHistoryReader.class);
    private static final int MAX_RECORDS = 2_000;
    private static final int FETCH_BYTES = 4 * 1024 * 1024;
    private static final int PARTITION_FETCH_BYTES = 1024 * 1024;
    private static final int RECEIVE_BUFFER_BYTES = 1024 * 1024;
    private static final int TIMEOUT_MILLIS = 10_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    KafkaHistoryReader(String bootstrapServers, String topic, Cursor from) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                "false",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                MAX_RECORDS,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                FETCH_BYTES,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                PARTITION_FETCH_BYTES,
                ConsumerConfig.RECEIVE_BUFFER_CONFIG,
                RECEIVE_BUFFER_BYTES,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS);
        consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            if (from.offsets().length > partitions.size()) {
                throw new HistoryLog.NotInLogException("the log has no partition " + (from.offsets().length - 1));
            }
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
            partitions.forEach(partition -> {
                boolean known = partition.partition() < from.offsets().length;
                consumer.seek(
                        partition, known ? from.next(partition.partition()) : beginnings.getOrDefault(partition, 0L));
            });
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    @Override
    public List<StoredEvent> read(Duration wait) {
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(wait);
            List<StoredEvent> events = new ArrayList<>(records.count());
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (record.key() == null || record.value() == null || !isEvent(record)) {
                    LOG.warnf(
                            "log=history outcome=skipped partition=%d offset=%d error=no event",
                            record.partition(), record.offset());
                } else {
                    events.add(event(record));
                }
            }
            return events;
        } catch (InvalidOffsetException e) {
            throw new HistoryLog.NotInLogException("the log has no events at " + e.partitions());
        }
    }

    /** True if it has all that makes an event; cheap, as every record is asked. */
    private static boolean isEvent(ConsumerRecord<byte[], byte[]> record) {
        return record.headers().lastHeader(CloudEventHeaders.TENANT) != null
                && record.headers().lastHeader(CloudEventHeaders.TYPE) != null
                && record.headers().lastHeader(CloudEventHeaders.SUBJECT) != null
                && record.headers().lastHeader(CloudEventHeaders.TIME) != null;
    }

    private static StoredEvent event(ConsumerRecord<byte[], byte[]> record) {
        List<StoredEvent.Header> headers = new ArrayList<>(24);
        for (Header header : record.headers()) {
            headers.add(new StoredEvent.Header(header.key(), header.value()));
        }
        return new StoredEvent(
                new Position(record.partition(), record.offset()), record.key(), headers, record.value());
    }

    @Override
    public Cursor place() {
        return cursor(consumer::position);
    }

    @Override
    public Cursor beginning() {
        return cursor(consumer.beginningOffsets(partitions)::get);
    }

    @Override
    public Cursor end() {
        return cursor(consumer.endOffsets(partitions)::get);
    }

    @Override
    public void close() {
        consumer.close();
    }

    private Cursor cursor(ToLongFunction<TopicPartition> offset) {
        long[] offsets = new long[partitions.size()];
        for (TopicPartition partition : partitions) {
            offsets[partition.partition()] = offset.applyAsLong(partition);
        }
        return new Cursor(offsets);
    }
}
