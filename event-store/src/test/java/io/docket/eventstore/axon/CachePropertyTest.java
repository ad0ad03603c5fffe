package io.docket.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.eventstore.Events;
import io.docket.eventstore.ScratchFolder;
import io.docket.eventstore.axon.Tally.Add;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.config.Configuration;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * A cached aggregate, one of a snapshot, the index and a plain fold of the log say the same, whatever happens to store and
 * ownership, and wherever index or process end and start again.
 */
class CachePropertyTest {
    private static final int TRIES = 30;
    private static final int STEPS = 12;
    private static final int SNAPSHOT_EVERY = 3;

    /** An event has sixteen or so. */
    private static final int FEW_BYTES = 60;

    private static final List<String> NAMES = List.of("a", "b", "a~t");

    /** Something that happens to a store under Axon. */
    sealed interface Step {}

    /** A command, whose append ends in one of several ways. */
    record Command(String name, int amount, IndexedEventStore.Fate fate) implements Step {}

    /** Another instance owns the partition for a while, and writes. */
    record OthersWrite(String name, int amount) implements Step {}

    record Restart(boolean indexLost) implements Step {}

    @Property(tries = TRIES)
    void cache_index_and_plain_fold_of_the_log_are_the_same_after_each_step(
            @ForAll("steps") List<Step> steps, @ForAll("limits") CacheLimits limits) {
        try (ScratchFolder folder = new ScratchFolder();
                IndexedEventStore store = new IndexedEventStore(folder.path())) {
            Configuration axon = axon(store, limits);
            Configuration uncached = axon(store, limits);
            for (Step step : steps) {
                apply(step, store, axon);
                compare(store, axon);
                uncached.getComponent(AggregateCache.class).removeAll();
                compare(store, uncached);
            }
            axon.shutdown();
            uncached.shutdown();
        }
    }

    @Property(tries = TRIES)
    void they_are_the_same_after_a_restart_after_every_step(
            @ForAll("steps") List<Step> steps, @ForAll boolean indexLost, @ForAll("limits") CacheLimits limits) {
        try (ScratchFolder folder = new ScratchFolder();
                IndexedEventStore store = new IndexedEventStore(folder.path())) {
            Configuration axon = axon(store, limits);
            for (Step step : steps) {
                apply(step, store, axon);
                store.restart(indexLost);
                compare(store, axon);
                axon.shutdown();
                axon = axon(store, limits);
                compare(store, axon);
            }
            axon.shutdown();
        }
    }

    private static Configuration axon(IndexedEventStore store, CacheLimits limits) {
        AggregateCache cache = AggregateCache.of(store, StreamNaming.streamNames(), limits);
        return AxonWiring.configurer(store, new Tally.Types())
                .configureSnapshotter(configuration -> BackgroundSnapshots.of(configuration, Runnable::run))
                .registerComponent(AggregateCache.class, configuration -> cache)
                .configureAggregate(AxonWiring.aggregate(
                        Tally.class, cache, AggregateSettings.DEFAULT.withSnapshotEvery(SNAPSHOT_EVERY)))
                .start();
    }

    /** Two aggregates at most; where the bytes are few, not even one of several events. */
    @Provide
    Arbitrary<CacheLimits> limits() {
        return Arbitraries.of(CacheLimits.of(2), CacheLimits.of(2).withBytes(FEW_BYTES));
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<String> name = Arbitraries.of(NAMES);
        Arbitrary<Integer> amount = Arbitraries.integers().between(1, 9);
        Arbitrary<Step> command = Combinators.combine(name, amount, Arbitraries.of(IndexedEventStore.Fate.class))
                .as(Command::new);
        Arbitrary<Step> others = Combinators.combine(name, amount).as(OthersWrite::new);
        Arbitrary<Step> restart = Arbitraries.of(true, false).map(Restart::new);
        return Arbitraries.frequencyOf(Tuple.of(5, command), Tuple.of(2, others), Tuple.of(1, restart))
                .list()
                .ofMaxSize(STEPS);
    }

    private static void apply(Step step, IndexedEventStore store, Configuration axon) {
        switch (step) {
            case Command command -> {
                store.next(command.fate());
                axon.commandBus()
                        .dispatch(
                                GenericCommandMessage.asCommandMessage(
                                                new Add(Events.streamOf(command.name()), command.amount()))
                                        .andMetaData(EnvelopeMetaData.ofCommand("alice", "command")
                                                .toMetaData()),
                                (sent, answer) -> {});
            }
            case OthersWrite others -> store.writtenByOthers(Events.streamOf(others.name()), others.amount());
            case Restart restart -> store.restart(restart.indexLost());
        }
    }

    private static void compare(IndexedEventStore store, Configuration axon) {
        Map<String, Integer> sums = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        store.written().forEach(event -> {
            String stream = Events.streamOf(event.subject().id());
            sums.merge(stream, Tally.amountOf(event.data()), Integer::sum);
            counts.merge(stream, 1, Integer::sum);
        });
        for (String name : NAMES) {
            String stream = Events.streamOf(name);
            int sum = sums.getOrDefault(stream, 0);
            assertThat(store.head(stream))
                    .isEqualTo(counts.getOrDefault(stream, 0).longValue());
            assertThat(store.read(stream, 1)
                            .mapToInt(stored -> Tally.amountOf(stored.event().data()))
                            .sum())
                    .as("fold of the index for %s", name)
                    .isEqualTo(sum);
            if (counts.containsKey(stream)) {
                assertThat(cached(axon, stream)).as("aggregate %s", name).isEqualTo(sum);
            }
        }
    }

    /** What Axon works on: the aggregate out of the cache, or else out of the store. */
    private static int cached(Configuration axon, String stream) {
        UnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(null);
        try {
            return axon.repository(Tally.class).load(stream).invoke(Tally::sum);
        } finally {
            unitOfWork.commit();
        }
    }
}
