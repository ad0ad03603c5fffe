package io.docket.eventstore.simulation;

import static io.docket.eventstore.Events.counted;
import static io.docket.eventstore.Events.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.topic.Topics.Topic;
import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.Committed;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.EventStoreConfig.Limits;
import io.docket.eventstore.Events;
import io.docket.eventstore.NotOwnerException;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A partition goes from one instance to another that joins, and comes back when that one leaves. */
class HandOverTest {
    /** The one that a second instance gets, as the first has more than its share. */
    private static final int MOVING = 1;

    private static final int WAITING = 60;
    private static final Limits SMALL_TRANSACTIONS = new Limits(1_000, 1 << 20, 6, 1 << 20, 1 << 20, 1 << 20, 1 << 20);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final ScratchFolder folder = new ScratchFolder();
    private final EventStoreConfig config = EventStoreConfig.of("simulated", "group", folder.path())
            .withTopics(new Topic("e", 2, Map.of()), new Topic("o", 2, Map.of()))
            .withCluster(new EventStoreConfig.Cluster(new Topic("w", 2, Map.of()), "i:1", 0))
            .withLimits(SMALL_TRANSACTIONS);
    private final Chance chance = new Chance(1);
    private final Schedule schedule = new Schedule(chance, null);
    private final Cluster cluster = new Cluster(schedule, chance, config);
    private final LogView log = new LogView(cluster, config);
    private final IndexMemory memory = new IndexMemory(SMALL_TRANSACTIONS);
    private final List<Instance> instances = new ArrayList<>();
    private final List<CompletableFuture<Committed>> accepted = new ArrayList<>();
    private int answeredBefore = -1;
    private int committedBefore = -1;

    @AfterEach
    void close() {
        instances.forEach(Instance::crash);
        memory.close();
        folder.close();
    }

    @Test
    void the_old_owner_commits_and_answers_all_that_it_accepted_before_the_next_one_begins() {
        schedule.run(() -> {
            Instance owner = start("a", new NobodyListens());
            awaitServing(owner, MOVING);
            start("b", new Successor());

            int waiting = appendUntilRefused(owner);

            assertThat(waiting).as("accepted and without an answer").isGreaterThan(WAITING / 2);
            assertThat(schedule.await(() -> committedBefore >= 0, SOON)).isTrue();
            assertThat(committedBefore).as("committed").isEqualTo(accepted.size());
            assertThat(answeredBefore).as("answered").isEqualTo(accepted.size());
            assertThat(accepted).allSatisfy(answer -> assertThat(answer).isCompleted());
        });
    }

    /** Sends so many that transactions wait, until the owner takes no more; how many it has accepted and not answered then. */
    private int appendUntilRefused(Instance owner) {
        while (true) {
            while (unanswered() < WAITING) {
                CompletableFuture<Committed> answer =
                        owner.append(MOVING, Events.append(counted("a", accepted.size() + 1)));
                if (answer.isCompletedExceptionally()) {
                    assertThat(answer.exceptionNow()).isInstanceOf(NotOwnerException.class);
                    return unanswered();
                }
                accepted.add(answer);
            }
            schedule.sleep(MOMENT);
        }
    }

    private int unanswered() {
        return (int) accepted.stream().filter(answer -> !answer.isDone()).count();
    }

    @Test
    void what_was_decided_before_a_partition_went_and_came_back_is_not_taken() {
        schedule.run(() -> {
            Instance owner = start("a", new NobodyListens());
            awaitServing(owner, MOVING);
            long tenure = owner.tenure();
            Instance other = start("b", new NobodyListens());
            awaitServing(other, MOVING);
            assertThat(answer(other, Events.append(counted("a", 1)))).isCompleted();
            other.close();
            awaitServing(owner, MOVING);

            CompletableFuture<Committed> part =
                    answer(owner, new AppendRequest("a", List.of(counted("a~t", "a", 1)), outcome("part"), tenure));
            CompletableFuture<Committed> rejection = answer(owner, AppendRequest.of("a", outcome("no"), tenure));

            assertThat(part.exceptionNow()).isInstanceOf(NotOwnerException.class);
            assertThat(rejection.exceptionNow()).isInstanceOf(NotOwnerException.class);
            assertThat(log.events(MOVING)).hasSize(1);
            assertThat(log.outcomes(MOVING)).isEmpty();
            assertThat(answer(owner, AppendRequest.of("a", outcome("no"), owner.tenure())))
                    .as("decided again")
                    .isCompleted();
        });
    }

    @Test
    void another_partition_that_comes_does_not_matter() {
        schedule.run(() -> {
            Instance owner = start("a", new NobodyListens());
            awaitServing(owner, MOVING);
            Instance other = start("b", new NobodyListens());
            awaitServing(other, MOVING);
            long tenure = owner.tenure();
            other.close();
            awaitServing(owner, MOVING);

            CompletableFuture<Committed> answer = owner.append(0, AppendRequest.of("b", outcome("no"), tenure));

            assertThat(schedule.await(answer::isDone, SOON)).isTrue();
            assertThat(answer).isCompleted();
        });
    }

    private CompletableFuture<Committed> answer(Instance instance, AppendRequest request) {
        CompletableFuture<Committed> answer = instance.append(MOVING, request);
        assertThat(schedule.await(answer::isDone, SOON)).isTrue();
        return answer;
    }

    private Instance start(String name, PartitionListener listener) {
        EventStoreConfig own = new EventStoreConfig(
                config.bootstrapServers(),
                config.groupId(),
                folder.path().resolve(name),
                config.events(),
                config.outcomes(),
                config.rootOf(),
                config.signing(),
                config.limits(),
                config.timing(),
                config.kafka(),
                config.cluster());
        Instance instance = new Instance(
                name, schedule, chance, cluster, new WallClock(schedule), own, null, log, memory, listener);
        instances.add(instance);
        return instance;
    }

    private void awaitServing(Instance instance, int partition) {
        assertThat(schedule.await(() -> instance.status().get(partition).state() == State.SERVING, SOON))
                .as("partition %d is served; %s", partition, instance.status())
                .isTrue();
    }

    /** Notes what it finds when it begins. */
    private final class Successor implements PartitionListener {
        @Override
        public void acquired(int partition) {
            answeredBefore = accepted.size() - unanswered();
            committedBefore = log.events(MOVING).size();
        }

        @Override
        public void released(int partition) {}
    }

    private static final class NobodyListens implements PartitionListener {
        @Override
        public void acquired(int partition) {}

        @Override
        public void released(int partition) {}
    }
}
