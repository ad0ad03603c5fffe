package io.docket.projection.messaging;

import io.docket.projection.apply.LogEntry;
import io.docket.projection.generations.LogReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** A reader of the log with a consumer of its own. */
final class KafkaLogReader implements LogReader {
    private final KafkaConsumer<String, byte[]> consumer;
    private final String topic;

    KafkaLogReader(KafkaConsumer<String, byte[]> consumer, String topic) {
        this.consumer = consumer;
        this.topic = topic;
    }

    @Override
    public void start(Map<Integer, Long> offsets) {
        consumer.assign(offsets.keySet().stream().map(this::partition).toList());
        offsets.forEach((partition, offset) -> consumer.seek(partition(partition), offset));
    }

    @Override
    public void keep(Set<Integer> partitions) {
        Set<TopicPartition> kept = new HashSet<>(consumer.assignment());
        kept.removeIf(partition -> !partitions.contains(partition.partition()));
        consumer.assign(kept);
    }

    @Override
    public List<LogEntry> read(Duration wait) {
        ConsumerRecords<String, byte[]> records = consumer.poll(wait);
        List<LogEntry> entries = new ArrayList<>(records.count());
        for (ConsumerRecord<String, byte[]> record : records) {
            entries.add(RecordReader.read(record));
        }
        return entries;
    }

    @Override
    public void rewind(int partition, long offset) {
        if (consumer.assignment().contains(partition(partition))) {
            consumer.seek(partition(partition), offset);
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    private TopicPartition partition(int partition) {
        return new TopicPartition(topic, partition);
    }
}
