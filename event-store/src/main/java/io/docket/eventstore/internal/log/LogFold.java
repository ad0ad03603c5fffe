package io.docket.eventstore.internal.log;

import io.docket.eventstore.internal.index.BrokenLogException;
import io.docket.eventstore.internal.index.IndexFold;
import io.docket.eventstore.internal.index.PartitionIndex;
import io.docket.eventstore.internal.record.EventRecord;
import io.docket.eventstore.internal.record.OutcomeRecord;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** Records that were read from the log of a partition, on their way into its index. */
public final class LogFold {
    private LogFold() {}

    /**
     * Brings what was read of a partition into its index, up to where the reader stands now.
     *
     * @return number of events
     * @throws BrokenLogException if the log breaks a rule
     */
    public static int apply(
            ConsumerRecords<byte[], byte[]> records,
            PartitionIndex index,
            TopicPartition events,
            TopicPartition outcomes,
            Consumer<byte[], byte[]> reader) {
        List<ConsumerRecord<byte[], byte[]>> found = records.records(events);
        try (IndexFold fold = index.fold()) {
            for (ConsumerRecord<byte[], byte[]> kafka : found) {
                fold.add(event(kafka), kafka.offset());
            }
            for (ConsumerRecord<byte[], byte[]> kafka : records.records(outcomes)) {
                if (kafka.value() != null) {
                    fold.add(outcome(kafka));
                }
            }
            fold.commit(reader.position(events), reader.position(outcomes));
        }
        return found.size();
    }

    private static EventRecord event(ConsumerRecord<byte[], byte[]> kafka) {
        try {
            return EventRecord.of(kafka);
        } catch (IllegalArgumentException e) {
            throw new BrokenLogException("record " + place(kafka) + " is not an event: " + e.getMessage());
        }
    }

    private static OutcomeRecord outcome(ConsumerRecord<byte[], byte[]> kafka) {
        try {
            return OutcomeRecord.of(kafka);
        } catch (IllegalArgumentException e) {
            throw new BrokenLogException("record " + place(kafka) + " is not an outcome: " + e.getMessage());
        }
    }

    private static String place(ConsumerRecord<?, ?> kafka) {
        return kafka.topic() + " " + kafka.partition() + "-" + kafka.offset();
    }
}
