package io.docket.eventstore.internal.standby;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.topic.Topics;
import io.docket.contracts.topic.Topics.Topic;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.EventStoreConfig.Cluster;
import io.docket.eventstore.EventStoreConfig.Limits;
import io.docket.eventstore.Events;
import io.docket.eventstore.internal.index.IndexFold;
import io.docket.eventstore.internal.index.IndexFolder;
import io.docket.eventstore.internal.index.IndexIdentity;
import io.docket.eventstore.internal.index.IndexMemory;
import io.docket.eventstore.internal.index.PartitionIndex;
import io.docket.eventstore.internal.log.KafkaClients;
import io.docket.eventstore.internal.log.LogIdentity;
import io.docket.eventstore.internal.machine.JavaMachine;
import io.docket.eventstore.internal.ownership.OwnedPartitions;
import io.docket.eventstore.internal.record.EventRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandbyTest {
    private static final Topic EVENTS = new Topic("events", 1, Map.of());
    private static final Topic OUTCOMES = new Topic("outcomes", 1, Map.of());
    private static final IndexIdentity INDEX = new LogIdentity("c", "events", "e", "o", 1 << 20).ofIndex(0);

    @TempDir
    private Path folder;

    private final MockConsumer<byte[], byte[]> log = new MockConsumer<>("none");
    private final IndexMemory memory = new IndexMemory(Limits.DEFAULT);
    private IndexFolder indexes;
    private OwnedPartitions own;
    private Standby standby;

    @BeforeEach
    void follow() {
        EventStoreConfig config = EventStoreConfig.of("nowhere:1", "group", folder)
                .withTopics(EVENTS, OUTCOMES)
                .withCluster(new Cluster(Topics.OWNERS, null, Cluster.ALL_WARM));
        KafkaClients clients = new KafkaClients(config) {
            @Override
            public Consumer<byte[], byte[]> follower(String name) {
                return log;
            }
        };
        log.updateBeginningOffsets(
                Map.of(new TopicPartition(EVENTS.name(), 0), 0L, new TopicPartition(OUTCOMES.name(), 0), 0L));
        indexes = new IndexFolder(folder, memory, Duration.ofDays(7), InstantSource.system());
        own = new OwnedPartitions(config);
        standby = new Standby(
                config,
                clients,
                new LogIdentity("c", "events", "e", "o", 1 << 20),
                indexes,
                "a",
                own,
                new JavaMachine());
        standby.start();
    }

    @AfterEach
    void close() {
        standby.close();
        memory.close();
    }

    private static EventRecord event(long sequence) {
        EventEnvelope event = Events.counted("x", sequence);
        return EventRecord.of(event);
    }

    private void inLog(long offset, long sequence) {
        ProducerRecord<byte[], byte[]> sent = event(sequence).toKafka(EVENTS.name(), 0);
        log.addRecord(new ConsumerRecord<>(
                EVENTS.name(),
                0,
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

    private void awaitPosition(long position) {
        await().untilAsserted(() -> assertThat(standby.nextOffset(0)).isEqualTo(OptionalLong.of(position)));
    }

    @Test
    void a_partition_that_came_back_at_once_is_read_from_where_its_index_stands() {
        log.schedulePollTask(() -> inLog(0, 1));
        awaitPosition(1);

        log.schedulePollTask(() -> {
            try (PartitionIndex taken = indexes.open(INDEX);
                    IndexFold fold = taken.fold()) {
                fold.add(event(2), 1);
                fold.commit(2, 0);
            }
            own.released(0);
        });
        awaitPosition(2);
        log.schedulePollTask(() -> {
            inLog(1, 2);
            inLog(2, 3);
        });

        awaitPosition(3);
    }

    @Test
    void a_taken_partition_is_left_alone_until_it_is_released() {
        log.schedulePollTask(() -> inLog(0, 1));
        awaitPosition(1);

        try (PartitionIndex taken = indexes.open(INDEX)) {
            assertThat(taken.nextEvent()).isEqualTo(1);
            assertThat(standby.nextOffset(0)).isEmpty();
        }
        own.released(0);

        awaitPosition(1);
    }

    @Test
    void an_index_that_reaches_further_than_the_log_is_kept_and_followed_no_further() {
        log.schedulePollTask(() -> inLog(0, 1));
        awaitPosition(1);

        outOfRange(1, 0, 0);

        await().untilAsserted(() -> assertThat(standby.nextOffset(0)).isEmpty());
        try (PartitionIndex taken = indexes.open(INDEX)) {
            assertThat(taken.nextEvent()).isEqualTo(1);
        }
    }

    @Test
    void a_log_whose_beginning_was_deleted_is_not_followed_any_further() {
        log.schedulePollTask(() -> inLog(0, 1));
        awaitPosition(1);

        outOfRange(1, 5, 9);

        await().untilAsserted(() -> assertThat(standby.nextOffset(0)).isEmpty());
        try (PartitionIndex taken = indexes.open(INDEX)) {
            assertThat(taken.nextEvent()).isEqualTo(1);
        }
    }

    private void outOfRange(long position, long begin, long end) {
        TopicPartition events = new TopicPartition(EVENTS.name(), 0);
        log.schedulePollTask(() -> {
            log.updateBeginningOffsets(Map.of(events, begin));
            log.updateEndOffsets(Map.of(events, end));
            log.setPollException(new OffsetOutOfRangeException(Map.of(events, position)));
        });
    }

    @Test
    void a_log_that_breaks_a_rule_is_not_followed_any_further() {
        log.schedulePollTask(() -> inLog(0, 1));
        awaitPosition(1);

        log.schedulePollTask(() -> inLog(1, 7));

        await().untilAsserted(() -> assertThat(standby.nextOffset(0)).isEmpty());
        try (PartitionIndex taken = indexes.open(INDEX)) {
            assertThat(taken.head(Events.streamOf("x"))).isEqualTo(1);
        }
    }
}
