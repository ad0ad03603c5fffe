package io.docket.eventstore.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.topic.Topics.Topic;
import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.Committed;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.EventStoreConfig.Limits;
import io.docket.eventstore.Events;
import io.docket.eventstore.PartitionListener;
import io.docket.eventstore.PartitionStatus.State;
import io.docket.eventstore.ScratchFolder;
import io.docket.eventstore.internal.index.IndexMemory;
import io.docket.eventstore.simulation.kafka.Cluster;
import io.docket.eventstore.simulation.schedule.Chance;
import io.docket.eventstore.simulation.schedule.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an owner keeps in memory has a bound that does not depend on how many entities there are. */
class BoundedMemoryIT {
    private static final int FEW = 15_000;
    private static final int MANY = 100_000;
    private static final int TOGETHER = 1_000;
    private static final int SNAPSHOT_EVERY = 10;
    private static final Duration SOON = Duration.ofSeconds(60);

    /** Heads of streams that an index keeps at hand, at most. */
    private static final int RECENT_HEADS = 10_000;

    /** All else that an owner holds: threads, settings, the last transaction. */
    private static final int ALL_ELSE = 1_000;

    private static final Limits LIMITS = new Limits(10_000, 32 << 20, 2_000, 8 << 20, 1 << 20, 8 << 20, 1 << 20);

    /** The cache of blocks, two buffers for writes, and what RocksDB needs to find its files. */
    private static final long NATIVE_BYTES = LIMITS.blockCacheBytes() + 3 * LIMITS.writeBufferBytes() + (1 << 20);

    private final ScratchFolder folder = new ScratchFolder();
    private final EventStoreConfig config = EventStoreConfig.of("simulated", "group", folder.path())
            .withTopics(new Topic("e", 1, Map.of()), new Topic("o", 1, Map.of()))
            .withCluster(new EventStoreConfig.Cluster(new Topic("w", 1, Map.of()), "i:1", 0))
            .withLimits(LIMITS);
    private final Chance chance = new Chance(1);
    private final Schedule schedule = new Schedule(chance, null);
    private final Cluster cluster = new Cluster(schedule, chance, config);
    private final IndexMemory memory = new IndexMemory(LIMITS);
    private Instance owner;

    @AfterEach
    void close() {
        owner.crash();
        memory.close();
        folder.close();
    }

    @Test
    void it_does_not_grow_with_the_number_of_entities() {
        schedule.run(() -> {
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
            assertThat(schedule.await(() -> owner.status().getFirst().state() == State.SERVING, SOON))
                    .isTrue();

            write(0, FEW);
            read(0, FEW);
            assertBounded();
            write(FEW, MANY);
            read(0, MANY);
            assertBounded();
        });
    }

    private void write(int from, int to) {
        for (int first = from; first < to; first += TOGETHER) {
            List<CompletableFuture<Committed>> answers = new ArrayList<>();
            IntStream.range(first, first + TOGETHER)
                    .forEach(entity -> answers.add(owner.append(0, append(name(entity)))));
            CompletableFuture<Void> all = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
            assertThat(schedule.await(all::isDone, SOON)).isTrue();
            assertThat(all.isCompletedExceptionally()).isFalse();
        }
    }

    private static AppendRequest append(String entity) {
        return Events.append(Events.outcome("key-" + entity), Events.counted(entity, 1));
    }

    /** Of one length, so that those that are read after one another are beside each other on disk. */
    private static String name(int entity) {
        return Integer.toString(MANY + entity);
    }

    /** Every entity is there, with its key, and some get a snapshot. */
    private void read(int from, int to) {
        for (int entity = from; entity < to; entity++) {
            String stream = Events.streamOf(name(entity));
            EntityState state = owner.load(0, stream);
            assertThat(state.version()).isOne();
            assertThat(owner.outcome(Events.TENANT, "key-" + name(entity))).isPresent();
            if (entity % SNAPSHOT_EVERY == 0) {
                owner.storeSnapshot(0, stream, state);
            }
        }
    }

    private void assertBounded() {
        Retained retained = Retained.by(owner);
        assertThat(retained.entries())
                .as("entries that the owner's objects hold; of them the recent heads")
                .isBetween(RECENT_HEADS / 2L, (long) RECENT_HEADS + ALL_ELSE);
        assertThat(retained.nativeBytes()).as("bytes of the index in memory").isBetween(1L, NATIVE_BYTES);
    }

    private static final class NobodyListens implements PartitionListener {
        @Override
        public void acquired(int partition) {}

        @Override
        public void released(int partition) {}
    }
}
