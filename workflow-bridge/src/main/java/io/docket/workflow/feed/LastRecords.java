package io.docket.workflow.feed;

import io.docket.contracts.position.Position;
import io.docket.workflow.retry.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * The last committed record of each partition. Between it and the end of its partition stand the marks of transactions, and what was
 * not committed; so it is looked for further and further back from there.
 */
final class LastRecords {
    /** Offsets before the end that are read first. */
    static final long FIRST_LOOK = 16;

    /** How many times as many are read next. */
    static final int FURTHER = 16;

    private static final Duration POLL = Duration.ofMillis(500);
    private static final int MAX_EMPTY_POLLS = 20;

    private final Consumer<?, ?> consumer;
    private final Map<TopicPartition, Long> beginnings;
    private final Map<TopicPartition, Long> ends;
    private final Map<Integer, Long> found = new TreeMap<>();

    private LastRecords(Consumer<?, ?> consumer, List<TopicPartition> partitions) {
        this.consumer = consumer;
        this.beginnings = consumer.beginningOffsets(partitions);
        this.ends = consumer.endOffsets(partitions);
    }

    /**
     * Their positions; of partitions without any, none.
     *
     * @param consumer reads what is committed alone; it is assigned anew
     * @throws Unavailable if the log does not give what it has
     */
    static List<Position> of(Consumer<?, ?> consumer, List<TopicPartition> partitions) {
        LastRecords last = new LastRecords(consumer, partitions);
        List<TopicPartition> left = new ArrayList<>(partitions);
        left.removeIf(partition -> last.reachesBack(partition, 0));
        for (long back = FIRST_LOOK; !left.isEmpty(); back *= FURTHER) {
            last.look(left, back);
            long looked = back;
            left.removeIf(
                    partition -> last.found.containsKey(partition.partition()) || last.reachesBack(partition, looked));
        }
        return last.found.entrySet().stream()
                .map(record -> new Position(record.getKey(), record.getValue()))
                .toList();
    }

    private boolean reachesBack(TopicPartition partition, long back) {
        return ends.get(partition) - back <= beginnings.get(partition);
    }

    private void look(List<TopicPartition> partitions, long back) {
        consumer.assign(partitions);
        partitions.forEach(
                partition -> consumer.seek(partition, Math.max(beginnings.get(partition), ends.get(partition) - back)));
        int emptyPolls = 0;
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            ConsumerRecords<?, ?> records = consumer.poll(POLL);
            for (ConsumerRecord<?, ?> record : records) {
                found.merge(record.partition(), record.offset(), Math::max);
            }
            emptyPolls = records.isEmpty() ? emptyPolls + 1 : 0;
            if (emptyPolls > MAX_EMPTY_POLLS) {
                throw new Unavailable("Kafka: the end of the events is not reached", null);
            }
        }
    }
}
