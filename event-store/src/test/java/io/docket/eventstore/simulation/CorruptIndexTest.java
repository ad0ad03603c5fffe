package io.docket.eventstore.simulation;

import static io.docket.eventstore.Events.append;
import static io.docket.eventstore.Events.counted;
import static io.docket.eventstore.Events.outcome;
import static io.docket.eventstore.Events.streamOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.contracts.topic.Topics.Topic;
import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.Committed;
import io.docket.eventstore.DamagedIndex;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.EventStoreConfig.Limits;
import io.docket.eventstore.EventStoreException;
import io.docket.eventstore.Events;
import io.docket.eventstore.PartitionListener;
import io.docket.eventstore.PartitionStatus.State;
import io.docket.eventstore.ScratchFolder;
import io.docket.eventstore.StoreUnavailableException;
import io.docket.eventstore.internal.index.IndexFolder;
import io.docket.eventstore.internal.index.IndexMemory;
import io.docket.eventstore.simulation.kafka.Cluster;
import io.docket.eventstore.simulation.schedule.Chance;
import io.docket.eventstore.simulation.schedule.Schedule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A block of an owner's index is damaged on the disk. */
class CorruptIndexTest {
    private static final int MANY = 100;
    private static final Duration SOON = Duration.ofSeconds(60);

    /** Less than a writer waits for something to do. */
    private static final Duration AT_ONCE = Duration.ofMillis(50);

    private final ScratchFolder folder = new ScratchFolder();
    private final EventStoreConfig config = EventStoreConfig.of("simulated", "group", folder.path())
            .withTopics(new Topic("e", 1, Map.of()), new Topic("o", 1, Map.of()))
            .withCluster(new EventStoreConfig.Cluster(new Topic("w", 1, Map.of()), "i:1", 0));
    private final Chance chance = new Chance(1);
    private final Schedule schedule = new Schedule(chance, null);
    private final Cluster cluster = new Cluster(schedule, chance, config);
    private IndexMemory memory = new IndexMemory(Limits.DEFAULT);
    private Instance owner;

    @AfterEach
    void close() {
        owner.crash();
        memory.close();
        folder.close();
    }

    @Test
    void a_read_that_meets_it_makes_the_owner_build_the_index_again() {
        schedule.run(() -> {
            start();
            IntStream.rangeClosed(1, MANY).forEach(i -> written(append(counted("a", i))));
            restartWith(DamagedIndex::atBegin);

            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> owner.events(0, streamOf("a")))
                    .withMessage("partition 0: the index is corrupt and is built again from the log");
            CompletableFuture<Committed> waiting = owner.append(0, append(counted("a", MANY + 1)));

            assertThat(schedule.await(() -> state() == State.TAKING_OVER, AT_ONCE))
                    .as("the writer hears of it at once")
                    .isTrue();
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> owner.head(0, streamOf("a")))
                    .withMessageContaining("index of partition 0 is corrupt");
            awaitServing();
            assertThat(schedule.await(waiting::isDone, SOON)).isTrue();
            assertThat(waiting).isCompleted();
            assertThat(owner.events(0, streamOf("a"))).hasSize(MANY + 1);
        });
    }

    @Test
    void outcomes_are_answered_again_when_the_index_is_built() {
        schedule.run(() -> {
            start();
            keys().forEach(key -> written(AppendRequest.of("a", outcome(key), owner.tenure())));
            restartWith(DamagedIndex::inTheMiddle);

            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> keys().forEach(key -> owner.outcome(Events.TENANT, key)));

            assertThat(schedule.await(() -> state() == State.TAKING_OVER, AT_ONCE))
                    .isTrue();
            awaitServing();
            assertThat(keys()).allMatch(key -> owner.outcome(Events.TENANT, key).isPresent());
        });
    }

    @Test
    void no_key_counts_twice_because_its_outcome_is_damaged() {
        schedule.run(() -> {
            start();
            keys().forEach(key -> written(AppendRequest.of("a", outcome(key), owner.tenure())));
            restartWith(DamagedIndex::inTheMiddle);

            for (String key : keys()) {
                awaitServing();
                CompletableFuture<Committed> again = owner.append(0, append(outcome(key), counted("a", 1)));
                assertThat(schedule.await(again::isDone, SOON)).isTrue();
                assertThat(again).as("second append under %s", key).isCompletedExceptionally();
                assertThat(again.exceptionNow()).isInstanceOf(EventStoreException.class);
            }
            awaitServing();
            assertThat(owner.head(0, streamOf("a"))).isZero();
        });
    }

    @Test
    void an_index_that_cannot_be_deleted_now_is_tried_again() {
        schedule.run(() -> {
            start();
            IntStream.rangeClosed(1, MANY).forEach(i -> written(append(counted("a", i))));
            restartWith(DamagedIndex::atBegin);
            owner.failDrops(2);

            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> owner.events(0, streamOf("a")));

            assertThat(schedule.await(() -> state() == State.TAKING_OVER, AT_ONCE))
                    .isTrue();
            awaitReading();
            assertThat(owner.events(0, streamOf("a"))).hasSize(MANY);
        });
    }

    private void awaitReading() {
        assertThat(schedule.await(this::isReadWhole, SOON))
                .as("partition is served from a sound index; %s", owner.status())
                .isTrue();
    }

    private boolean isReadWhole() {
        try {
            return owner.events(0, streamOf("a")).size() == MANY;
        } catch (EventStoreException e) {
            return false;
        }
    }

    private static List<String> keys() {
        return IntStream.range(0, MANY).mapToObj(i -> "key-" + i).toList();
    }

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
        awaitServing();
    }

    /** Opening brings to files of data what was only logged before. What was read of them then is forgotten. */
    private void restartWith(Consumer<Path> damage) {
        owner.close();
        new IndexFolder(config.dataDir(), memory, config.timing().outcomeWindow(), InstantSource.system())
                .open(Instance.LOG.ofIndex(0))
                .close();
        damage.accept(config.dataDir().resolve("0"));
        memory.close();
        memory = new IndexMemory(Limits.DEFAULT);
        start();
    }

    private void written(AppendRequest request) {
        CompletableFuture<Committed> answer = owner.append(0, request);
        assertThat(schedule.await(answer::isDone, SOON)).isTrue();
        assertThat(answer).isCompleted();
    }

    private void awaitServing() {
        assertThat(schedule.await(() -> state() == State.SERVING, SOON))
                .as("partition is served; %s", owner.status())
                .isTrue();
    }

    private State state() {
        return owner.status().getFirst().state();
    }

    private static final class NobodyListens implements PartitionListener {
        @Override
        public void acquired(int partition) {}

        @Override
        public void released(int partition) {}
    }
}
