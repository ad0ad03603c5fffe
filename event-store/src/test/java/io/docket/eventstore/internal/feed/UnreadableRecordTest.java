package io.docket.eventstore.internal.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.contracts.position.Cursor;
import io.docket.contracts.topic.Topics.Topic;
import io.docket.eventstore.EventFeed;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.Events;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.UnreadableEventException;
import io.docket.eventstore.internal.log.KafkaClients;
import io.docket.eventstore.internal.record.EventRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** A record that is no event, between events. */
class UnreadableRecordTest {
    private static final String EVENTS = "events";
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration A_MOMENT = Duration.ofMillis(20);

    private final MockConsumer<byte[], byte[]> broker = new MockConsumer<>("none") {
        @Override
        public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
                Map<TopicPartition, Long> times, Duration atMost) {
            return Map.of(partition(0), new OffsetAndTimestamp(0, 0), partition(1), new OffsetAndTimestamp(0, 0));
        }
    };
    private final KafkaEventLog log = log();

    private KafkaEventLog log() {
        EventStoreConfig config = EventStoreConfig.of("nowhere:1", "group", Path.of("nowhere"))
                .withTopics(new Topic(EVENTS, 2, Map.of()), new Topic("outcomes", 2, Map.of()));
        KafkaClients clients = new KafkaClients(config) {
            @Override
            public Consumer<byte[], byte[]> reader(String name) {
                return broker;
            }
        };
        return new KafkaEventLog(config, clients, _ -> -1);
    }

    @Test
    void what_stands_before_it_and_in_other_partitions_is_given_before_it_is_told() {
        broker.schedulePollTask(this::write);
        broker.updateEndOffsets(Map.of(partition(0), 3L, partition(1), 2L));
        EventFeed feed = log.follow(log.start());

        assertThat(places(feed.poll(AT_ONCE))).containsExactlyInAnyOrder("0-0", "1-0", "1-1");
        assertThat(feed.cursor()).isEqualTo(new Cursor(new long[] {1, 2}));
        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> feed.poll(AT_ONCE))
                .withMessageStartingWith("event events 0-1 of type  cannot be read: ")
                .satisfies(e -> assertThat(e.place()).isEqualTo("events 0-1"));
        assertThat(feed.cursor()).isEqualTo(new Cursor(new long[] {1, 2}));
    }

    @Test
    void other_partitions_go_on() {
        broker.schedulePollTask(this::write);
        EventFeed feed = log.follow(log.start());
        assertThat(places(feed.poll(A_MOMENT))).hasSize(3);

        broker.schedulePollTask(() -> event(1, 2));

        assertThat(places(feed.poll(A_MOMENT))).containsExactly("1-2");
        assertThatExceptionOfType(UnreadableEventException.class).isThrownBy(() -> feed.poll(A_MOMENT));
    }

    @Test
    void a_reader_whose_place_was_moved_past_it_goes_on_behind_it() {
        broker.schedulePollTask(this::write);
        broker.updateEndOffsets(Map.of(partition(0), 3L, partition(1), 2L));
        EventFeed stopped = log.follow(log.start());
        stopped.poll(AT_ONCE);
        assertThatExceptionOfType(UnreadableEventException.class).isThrownBy(() -> stopped.poll(AT_ONCE));

        broker.schedulePollTask(() -> event(0, 2));
        EventFeed moved = log.follow(new Cursor(new long[] {2, 2}));

        assertThat(places(moved.poll(AT_ONCE))).containsExactly("0-2");
        assertThat(moved.poll(AT_ONCE)).isEmpty();
    }

    @Test
    void nobody_can_tell_what_comes_at_a_time_after_it() {
        broker.schedulePollTask(this::write);
        broker.updateEndOffsets(Map.of(partition(0), 3L, partition(1), 2L));

        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> log.at(Instant.now().plusSeconds(60)))
                .satisfies(e -> assertThat(e.place()).isEqualTo("events 0-1"));
    }

    /** In partition 0 an event, a record that is none, and an event; in partition 1 two events. */
    private void write() {
        event(0, 0);
        broker.addRecord(new ConsumerRecord<>(EVENTS, 0, 1, new byte[] {1}, new byte[] {1}));
        event(0, 2);
        event(1, 0);
        event(1, 1);
    }

    private void event(int partition, long offset) {
        ProducerRecord<byte[], byte[]> sent =
                EventRecord.of(Events.counted("x", offset + 1)).toKafka(EVENTS, partition);
        broker.addRecord(new ConsumerRecord<>(
                EVENTS,
                partition,
                offset,
                sent.timestamp(),
                TimestampType.CREATE_TIME,
                0,
                0,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty()));
    }

    private static List<String> places(List<StoredEvent> events) {
        return events.stream().map(stored -> stored.position().toString()).toList();
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition(EVENTS, number);
    }
}
