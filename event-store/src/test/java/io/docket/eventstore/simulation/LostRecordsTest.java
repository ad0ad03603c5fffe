package io.docket.eventstore.simulation;

import static io.docket.eventstore.Events.append;
import static io.docket.eventstore.Events.counted;
import static io.docket.eventstore.Events.outcome;
import static io.docket.eventstore.Events.streamOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.topic.Topics.Topic;
import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.Committed;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.EventStoreConfig.Limits;
import io.docket.eventstore.PartitionListener;
import io.docket.eventstore.PartitionStatus;
import io.docket.eventstore.PartitionStatus.State;
import io.docket.eventstore.ScratchFolder;
import io.docket.eventstore.StoreUnavailableException;
import io.docket.eventstore.internal.index.IndexFolder;
import io.docket.eventstore.internal.index.IndexMemory;
import io.docket.eventstore.internal.index.PartitionIndex;
import io.docket.eventstore.simulation.kafka.Cluster;
import io.docket.eventstore.simulation.kafka.PartitionLog;
import io.docket.eventstore.simulation.schedule.Chance;
import io.docket.eventstore.simulation.schedule.Schedule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The brokers lose what they acknowledged, while the index of an instance remembers it. */
class LostRecordsTest {
    private static final int MANY = 20;
    private static final Duration SOON = Duration.ofSeconds(60);

    private final ScratchFolder folder = new ScratchFolder();
    private final EventStoreConfig config = EventStoreConfig.of("simulated", "group", folder.path())
            .withTopics(new Topic("e", 1, Map.of()), new Topic("o", 1, Map.of()))
            .withCluster(new EventStoreConfig.Cluster(new Topic("w", 1, Map.of()), "i:1", 0));
    private final Path indexFolder = config.dataDir().resolve("0");
    private final Chance chance = new Chance(1);
    private final Schedule schedule = new Schedule(chance, null);
    private final Cluster cluster = new Cluster(schedule, chance, config);
    private final IndexMemory memory = new IndexMemory(Limits.DEFAULT);
    private Instance owner;

    @AfterEach
    void close() {
        owner.crash();
        memory.close();
        folder.close();
    }

    /** Two entries are an event and its marker: as many as a new owner adds before it reads, so that the end is no help. */
    @ParameterizedTest
    @ValueSource(ints = {2, 4, 20})
    void a_log_that_lacks_acknowledged_events_stops_its_partition(int lost) {
        schedule.run(() -> {
            start();
            IntStream.rangeClosed(1, MANY).forEach(i -> written(append(counted("a", i))));
            long end = loseAndRestart("e", lost);

            assertThat(status().state()).isEqualTo(State.FAILED);
            assertThat(status().detail())
                    .startsWith("log e-0 ends at " + end + ", this instance has seen it up to ")
                    .endsWith(": what was acknowledged is missing. To go on without it, stop the instance, delete "
                            + indexFolder + " and start it again");
            assertThat(answer(append(counted("b", 1))).exceptionNow()).isInstanceOf(StoreUnavailableException.class);
            owner.close();
            try (PartitionIndex index = open()) {
                assertThat(index.head(streamOf("a"))).as("what proves it").isEqualTo(MANY);
            }
        });
    }

    @Test
    void so_does_one_that_lacks_acknowledged_outcomes() {
        schedule.run(() -> {
            start();
            written(append(outcome("first"), counted("a", 1)));
            written(append(outcome("second"), counted("a", 2)));
            loseAndRestart("o", 2);

            assertThat(status().state()).isEqualTo(State.FAILED);
            assertThat(status().detail()).startsWith("log o-0 ends at ");
        });
    }

    @Test
    void with_its_index_deleted_it_goes_on_without_them() {
        schedule.run(() -> {
            start();
            IntStream.rangeClosed(1, MANY).forEach(i -> written(append(counted("a", i))));
            loseAndRestart("e", 2);
            assertThat(status().state()).isEqualTo(State.FAILED);

            owner.close();
            ScratchFolder.delete(indexFolder);
            start();

            assertThat(status().state()).isEqualTo(State.SERVING);
            assertThat(owner.head(0, streamOf("a"))).isEqualTo(MANY - 1);
            written(append(counted("a", MANY)));
        });
    }

    @Test
    void a_log_that_lost_nothing_is_served_again() {
        schedule.run(() -> {
            start();
            IntStream.rangeClosed(1, MANY).forEach(i -> written(append(outcome("key-" + i), counted("a", i))));
            loseAndRestart("e", 0);

            assertThat(status().state()).isEqualTo(State.SERVING);
            assertThat(owner.head(0, streamOf("a"))).isEqualTo(MANY);
        });
    }

    /** Where the log ends then, before anything is written again. */
    private long loseAndRestart(String topic, int last) {
        owner.close();
        log(topic).lose(last);
        long end = log(topic).end();
        start();
        return end;
    }

    private PartitionLog log(String topic) {
        return cluster.log(new TopicPartition(topic, 0));
    }

    private PartitionIndex open() {
        return new IndexFolder(config.dataDir(), memory, config.timing().outcomeWindow(), InstantSource.system())
                .open(Instance.LOG.ofIndex(0));
    }

    /** Starts, and waits until it is known what becomes of the partition. */
    private void start() {
        owner = new Instance(
                "i",
                schedule,
                chance,
                cluster,
                new WallClock(schedule),
                config,
                null,
                new LogView(cluster, config),
                memory,
                new NobodyListens());
        assertThat(schedule.await(() -> status().state() == State.SERVING || status().state() == State.FAILED, SOON))
                .as("%s", owner.status())
                .isTrue();
    }

    private void written(AppendRequest request) {
        assertThat(answer(request)).isCompleted();
    }

    private CompletableFuture<Committed> answer(AppendRequest request) {
        CompletableFuture<Committed> answer = owner.append(0, request);
        assertThat(schedule.await(answer::isDone, SOON)).isTrue();
        return answer;
    }

    private PartitionStatus status() {
        return owner.status().getFirst();
    }

    private static final class NobodyListens implements PartitionListener {
        @Override
        public void acquired(int partition) {}

        @Override
        public void released(int partition) {}
    }
}
