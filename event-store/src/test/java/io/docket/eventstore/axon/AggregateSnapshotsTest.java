package io.docket.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.docket.contracts.json.Json;
import io.docket.eventstore.InMemoryEventStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Snapshots as an aggregate gets them by the wiring alone. */
class AggregateSnapshotsTest {
    private static final String STREAM = "acme/aggregate/p";

    private final InMemoryEventStore store = new InMemoryEventStore();
    private final List<Configuration> running = new ArrayList<>();

    record Add(@TargetAggregateIdentifier String id, int amount) {}

    record Added(String id, int amount) {}

    /** A purse that counts how many events it was made of, since it was made of a snapshot or of nothing. */
    static class Purse {
        @AggregateIdentifier
        private @Nullable String id;

        private int sum;
        private transient int replayed;

        Purse() {}

        @CommandHandler
        @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
        void handle(Add command) {
            apply(new Added(command.id(), command.amount()));
        }

        @EventSourcingHandler
        void on(Added event) {
            id = event.id();
            sum += event.amount();
            replayed++;
        }

        /** What it shows is not what it is. */
        public int getSum() {
            return -sum;
        }
    }

    @AfterEach
    void end() {
        running.forEach(Configuration::shutdown);
    }

    @Test
    void a_load_replays_what_came_after_the_last_snapshot() {
        Configuration axon = every(5);
        add(5, axon);
        await().until(() -> lastInSnapshot() == 4);
        add(5, axon);
        await().until(() -> lastInSnapshot() == 9);
        add(2, axon);

        Purse loaded = load(every(5));

        assertThat(loaded.sum).isEqualTo(12);
        assertThat(loaded.replayed).isEqualTo(2);
    }

    @Test
    void a_load_right_after_a_snapshot_replays_nothing_and_goes_on_at_the_next_version() {
        add(5, every(5));
        await().until(() -> lastInSnapshot() == 4);

        add(1, every(5));

        assertThat(store.head(STREAM)).isEqualTo(6);
        assertThat(load(every(0)).sum).isEqualTo(6);
    }

    @Test
    void a_long_history_without_a_snapshot_gets_one_when_it_is_loaded() {
        add(12, every(0));

        load(every(5));

        await().until(() -> lastInSnapshot() == 11);
        assertThat(load(every(5)).replayed).isZero();
    }

    @Test
    void with_zero_none_is_taken() {
        Configuration axon = every(0);
        add(12, axon);

        assertThat(load(every(0)).replayed).isEqualTo(12);
        assertThat(store.snapshot(STREAM)).isNull();
        assertThatIllegalArgumentException().isThrownBy(() -> AggregateSettings.DEFAULT.withSnapshotEvery(-1));
    }

    @Test
    void a_snapshot_without_room_fails_no_command_and_the_next_one_is_taken() {
        List<Runnable> refused = new ArrayList<>();
        Configuration axon = every(5, snapshotsOn(task -> {
            if (refused.isEmpty()) {
                refused.add(task);
                throw new RejectedExecutionException();
            }
            task.run();
        }));

        add(9, axon);
        assertThat(store.snapshot(STREAM)).isNull();

        add(1, axon);
        assertThat(lastInSnapshot()).isEqualTo(9);
    }

    @Test
    void a_command_does_not_wait_for_its_snapshot() {
        List<Runnable> waiting = new ArrayList<>();
        Configuration axon = every(5, snapshotsOn(waiting::add));

        add(12, axon);

        assertThat(store.head(STREAM)).isEqualTo(12);
        assertThat(waiting).as("one at a time for each aggregate").hasSize(1);
        waiting.forEach(Runnable::run);
        assertThat(lastInSnapshot()).isEqualTo(11);
    }

    @Test
    void their_thread_ends_with_the_configuration() {
        Configuration axon = every(5);
        add(5, axon);
        await().until(() -> lastInSnapshot() == 4);

        axon.shutdown();

        // a pool has ended a moment before its thread is gone
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("snapshots"));
    }

    private static UnaryOperator<Configurer> snapshotsOn(Executor executor) {
        return configurer ->
                configurer.configureSnapshotter(configuration -> BackgroundSnapshots.of(configuration, executor));
    }

    private Configuration every(int events) {
        return every(events, UnaryOperator.identity());
    }

    /** A configuration with an empty cache. */
    private Configuration every(int events, UnaryOperator<Configurer> change) {
        AggregateCache cache = AggregateCache.of(store, StreamNaming.opaque("acme", "aggregate"), 10);
        Configuration axon = change.apply(AxonWiring.configurer(store, "acme", "/test"))
                .configureAggregate(
                        AxonWiring.aggregate(Purse.class, cache, AggregateSettings.DEFAULT.withSnapshotEvery(events)))
                .start();
        running.add(axon);
        return axon;
    }

    private static void add(int times, Configuration axon) {
        for (int i = 0; i < times; i++) {
            axon.commandBus()
                    .dispatch(
                            GenericCommandMessage.asCommandMessage(new Add("p", 1)),
                            (sent, answer) -> assertThat(answer.isExceptional())
                                    .as(answer.toString())
                                    .isFalse());
        }
    }

    private static Purse load(Configuration axon) {
        UnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(null);
        try {
            return axon.repository(Purse.class).load("p").invoke(purse -> purse);
        } finally {
            unitOfWork.commit();
        }
    }

    /** Number of the last event in the snapshot, from 0; -1 without one. */
    private long lastInSnapshot() {
        byte[] snapshot = store.snapshot(STREAM);
        return snapshot == null ? -1 : Json.tree(snapshot).get("sequence").asLong();
    }
}
