package io.docket.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.docket.eventstore.InMemoryEventStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.config.Configuration;
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

/** How many aggregates stay in a cache of eight megabytes, as Axon fills it. */
class AggregateCacheBytesTest {
    private static final int MEGABYTE = 1_000_000;
    private static final int MEGABYTES = 8;
    private static final CacheLimits LIMITS = new CacheLimits(1_000, MEGABYTES * MEGABYTE);

    private final InMemoryEventStore store = new InMemoryEventStore();
    private final List<Configuration> running = new ArrayList<>();

    private AggregateCache cache;
    private Configuration axon;

    AggregateCacheBytesTest() {
        restart(0);
    }

    record Write(@TargetAggregateIdentifier String id, String text, int times) {}

    record Written(String id, String text) {}

    /** A page that knows the text that was written last, and how often it was. */
    static class Page {
        @AggregateIdentifier
        private @Nullable String id;

        private String text = "";
        private int writings;

        Page() {}

        @CommandHandler
        @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
        void handle(Write command) {
            for (int i = 0; i < command.times(); i++) {
                apply(new Written(command.id(), command.text()));
            }
        }

        @EventSourcingHandler
        void on(Written event) {
            id = event.id();
            text = event.text();
            writings++;
        }
    }

    @AfterEach
    void stop() {
        running.forEach(Configuration::shutdown);
    }

    @Test
    void new_aggregates_stay_while_their_bytes_fit() {
        List<String> pages = pages(40);

        pages.forEach(page -> write(page, MEGABYTE));

        assertThat(cache.size()).isBetween(1L, MEGABYTES - 1L);
    }

    @Test
    void aggregates_that_are_loaded_stay_while_their_bytes_fit() {
        List<String> pages = pages(40);
        pages.forEach(page -> write(page, MEGABYTE));
        restart(0);

        pages.forEach(this::writings);

        assertThat(cache.size()).isBetween(1L, MEGABYTES - 1L);
    }

    @Test
    void aggregates_that_grow_by_one_large_event_stay_while_their_bytes_fit() {
        List<String> pages = pages(40);
        pages.forEach(page -> write(page, 1));
        assertThat(cache.size()).isEqualTo(40);

        pages.forEach(page -> write(page, MEGABYTE));

        assertThat(cache.size()).isBetween(1L, MEGABYTES - 1L);
    }

    @Test
    void aggregates_that_grow_commit_by_commit_stay_while_their_bytes_fit() {
        List<String> pages = pages(7);
        pages.forEach(page -> write(page, MEGABYTE));
        assertThat(cache.size()).isEqualTo(7);

        for (int commit = 0; commit < 20; commit++) {
            pages.forEach(page -> write(page, MEGABYTE / 10));
        }

        assertThat(cache.size()).isBetween(1L, 2L);
    }

    @Test
    void all_events_of_a_commit_count() {
        List<String> pages = pages(8);

        pages.forEach(page -> send(new Write(page, "x".repeat(MEGABYTE / 2), 4)));

        assertThat(cache.size()).isBetween(1L, 3L);
    }

    @Test
    void aggregates_of_a_snapshot_count_as_what_is_left_of_their_events() {
        restart(2);
        List<String> pages = pages(6);
        pages.forEach(page -> IntStream.range(0, 4).forEach(i -> write(page, MEGABYTE)));
        restart(2);

        pages.forEach(this::writings);

        assertThat(cache.size()).isEqualTo(6);
    }

    @Test
    void aggregates_of_a_snapshot_stay_while_their_bytes_fit() {
        restart(2);
        List<String> pages = pages(20);
        pages.forEach(page -> IntStream.range(0, 2).forEach(i -> write(page, MEGABYTE)));
        restart(2);

        pages.forEach(this::writings);

        assertThat(cache.size()).isBetween(1L, MEGABYTES - 1L);
    }

    @Test
    void an_aggregate_that_is_too_large_is_worked_on_as_any_other_and_drives_none_out() {
        write("small", 1);

        for (int commit = 0; commit < 10; commit++) {
            write("large", MEGABYTE);
        }

        assertThat(writings("large")).isEqualTo(10);
        assertThat(cache.size()).isEqualTo(1);
        assertThat(cache.containsKey("small")).isTrue();
    }

    @Test
    void as_many_small_aggregates_stay_as_may() {
        cache = AggregateCache.of(store, 3);
        IntStream.range(0, 3).forEach(i -> cache.put("acme/account/a" + i, "aggregate"));
        assertThat(cache.size()).isEqualTo(3);

        IntStream.range(3, 100).forEach(i -> cache.put("acme/account/a" + i, "aggregate"));

        assertThat(cache.size()).isEqualTo(3);
    }

    @Test
    void aggregates_are_counted_where_there_are_fewer_bytes_than_aggregates() {
        cache = AggregateCache.of(store, StreamNaming.streamNames(), new CacheLimits(10, 1));

        IntStream.range(0, 100).forEach(i -> cache.put("acme/account/a" + i, "aggregate"));

        assertThat(cache.size()).isEqualTo(10);
    }

    private static List<String> pages(int number) {
        return IntStream.range(0, number).mapToObj(i -> "page" + i).toList();
    }

    /** Starts anew, with an empty cache. */
    private void restart(int snapshotEvery) {
        cache = AxonWiring.cache(store, "acme", LIMITS);
        axon = AxonWiring.configurer(store, "acme", "/test")
                .configureSnapshotter(configuration -> BackgroundSnapshots.of(configuration, Runnable::run))
                .configureAggregate(AxonWiring.aggregate(
                        Page.class, cache, AggregateSettings.DEFAULT.withSnapshotEvery(snapshotEvery)))
                .start();
        running.add(axon);
    }

    private void write(String page, int bytes) {
        send(new Write(page, "x".repeat(bytes), 1));
    }

    private void send(Write command) {
        axon.commandBus()
                .dispatch(
                        GenericCommandMessage.asCommandMessage(command),
                        (sent, answer) -> assertThat(answer.isExceptional())
                                .as(answer.toString())
                                .isFalse());
    }

    private int writings(String page) {
        UnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(null);
        try {
            return axon.repository(Page.class).load(page).invoke(loaded -> loaded.writings);
        } finally {
            unitOfWork.commit();
        }
    }
}
