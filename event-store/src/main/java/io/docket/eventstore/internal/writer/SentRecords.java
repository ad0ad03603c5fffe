package io.docket.eventstore.internal.writer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Records on their way, and where the brokers put them. */
final class SentRecords {
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    void add(Future<RecordMetadata> record) {
        sent.add(record);
    }

    /**
     * Offset of a record.
     *
     * @param number its number in the order they were added, from 0
     * @throws KafkaException if the broker did not take it
     */
    long offset(int number) {
        return place(sent.get(number)).offset();
    }

    /** Throws if the broker did not take all records; they were flushed before. */
    void requireTaken() {
        sent.forEach(SentRecords::place);
    }

    /** True if one is known not to be taken. */
    boolean anyNotTaken() {
        return sent.stream().anyMatch(record -> record.state() == Future.State.FAILED);
    }

    /** The offsets behind those that are known to be taken. */
    Map<TopicPartition, Long> ends() {
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (Future<RecordMetadata> record : sent) {
            if (record.state() == Future.State.SUCCESS) {
                RecordMetadata place = record.resultNow();
                ends.merge(new TopicPartition(place.topic(), place.partition()), place.offset() + 1, Math::max);
            }
        }
        return ends;
    }

    private static RecordMetadata place(Future<RecordMetadata> record) {
        try {
            return record.get();
        } catch (ExecutionException e) {
            throw new KafkaException("record was not taken: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
