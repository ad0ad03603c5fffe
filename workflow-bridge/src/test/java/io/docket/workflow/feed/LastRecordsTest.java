package io.docket.workflow.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.contracts.position.Position;
import io.docket.workflow.retry.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LastRecordsTest {
    private final Log log = new Log();

    @Test
    void last_record_stands_before_the_mark_of_its_transaction() {
        log.holds(0, 9, 3, 4, 7);

        assertThat(LastRecords.of(log, log.partitions())).containsExactly(new Position(0, 7));
    }

    @Test
    void record_far_behind_the_end_is_found_and_those_of_other_partitions_are_not_read_again() {
        log.holds(0, 100_000, 5, 6);
        log.holds(1, 100_000, 5, 99_998);

        assertThat(LastRecords.of(log, log.partitions())).containsExactly(new Position(0, 6), new Position(1, 99_998));
        assertThat(log.given).doesNotContain(new Position(1, 5));
    }

    @Test
    void partition_without_records_has_no_last_one() {
        log.holds(0, 0);
        log.holds(1, 300);

        assertThat(LastRecords.of(log, log.partitions())).isEmpty();
    }

    @Test
    void log_that_gives_nothing_is_away() {
        log.holds(0, 9, 3);
        log.isStuck = true;

        assertThatThrownBy(() -> LastRecords.of(log, log.partitions())).isInstanceOf(Unavailable.class);
    }

    /** A log with holes: whoever reads goes past them, as over what was not committed. */
    private static final class Log extends MockConsumer<String, byte[]> {
        private final List<Position> committed = new ArrayList<>();
        private final List<Position> given = new ArrayList<>();
        private final List<TopicPartition> partitions = new ArrayList<>();
        private boolean isStuck;

        Log() {
            super("earliest");
        }

        List<TopicPartition> partitions() {
            return partitions;
        }

        void holds(int number, long end, long... offsets) {
            TopicPartition partition = new TopicPartition("docket.events", number);
            partitions.add(partition);
            updateBeginningOffsets(Map.of(partition, 0L));
            updateEndOffsets(Map.of(partition, end));
            Arrays.stream(offsets).forEach(offset -> committed.add(new Position(number, offset)));
        }

        @Override
        public synchronized ConsumerRecords<String, byte[]> poll(Duration timeout) {
            if (isStuck) {
                return super.poll(timeout);
            }
            committed.stream().filter(this::isNext).forEach(record -> {
                given.add(record);
                addRecord(
                        new ConsumerRecord<>("docket.events", record.partition(), record.offset(), "K1", new byte[0]));
            });
            ConsumerRecords<String, byte[]> records = super.poll(timeout);
            Map<TopicPartition, Long> ends = endOffsets(assignment());
            ends.forEach(this::seek);
            return records;
        }

        private boolean isNext(Position record) {
            TopicPartition partition = new TopicPartition("docket.events", record.partition());
            return assignment().contains(partition) && position(partition) <= record.offset();
        }
    }
}
