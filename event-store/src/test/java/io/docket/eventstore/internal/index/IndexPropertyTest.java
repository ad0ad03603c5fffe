package io.docket.eventstore.internal.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.eventstore.EventStoreConfig.Limits;
import io.docket.eventstore.Events;
import io.docket.eventstore.ScratchFolder;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.StoredOutcome;
import io.docket.eventstore.internal.index.PlainFold.LogRecord;
import io.docket.eventstore.internal.record.EventRecord;
import io.docket.eventstore.internal.record.OutcomeRecord;
import io.docket.eventstore.internal.record.OutcomeRecord.EventRef;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** An index is a fold of its log: whatever is appended, however it is cut, and wherever it stops and starts again. */
class IndexPropertyTest {
    private static final int TRIES = 40;
    private static final int STEPS = 16;
    private static final int ALL = 1_000;
    private static final Duration WINDOW = Duration.ofDays(7);
    private static final List<String> ACCOUNTS = List.of("a", "ab", "a~t", "b");
    private static final List<String> KEYS = List.of("k", "kk", "l");
    private static final Limits LIMITS = new Limits(10, 1 << 20, 10, 1 << 20, 1 << 20, 1 << 20, 1 << 20);

    /** Something that happens to a store. */
    sealed interface Step {}

    /** Commits the next events of some streams, and an outcome under a key unless it is empty. */
    record Append(List<String> accounts, String key) implements Step {}

    record Snapshot(String account, byte value) implements Step {}

    record PassTime(int hours) implements Step {}

    /** The index is deleted and built again, so many records at a time. */
    record Rebuild(int chunk) implements Step {}

    @Property(tries = TRIES)
    void index_and_plain_fold_of_the_log_are_the_same_after_each_step_and_after_a_restart(
            @ForAll("steps") List<Step> steps) {
        try (ScratchFolder folder = new ScratchFolder();
                Run run = new Run(folder)) {
            for (Step step : steps) {
                run.apply(step);
                run.compare();
                run.restart();
                run.compare();
            }
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<String> account = Arbitraries.of(ACCOUNTS);
        Arbitrary<Step> append = Combinators.combine(
                        account.list().ofMaxSize(3), Arbitraries.of(KEYS).injectNull(0.1))
                .as((accounts, key) -> new Append(accounts, key == null ? "" : key));
        Arbitrary<Step> snapshot =
                Combinators.combine(account, Arbitraries.bytes()).as(Snapshot::new);
        Arbitrary<Step> time = Arbitraries.of(1, 24, 24 * 8).map(PassTime::new);
        Arbitrary<Step> rebuild = Arbitraries.integers().between(1, 5).map(Rebuild::new);
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(6, append),
                        net.jqwik.api.Tuple.of(1, snapshot),
                        net.jqwik.api.Tuple.of(2, time),
                        net.jqwik.api.Tuple.of(1, rebuild))
                .list()
                .ofMaxSize(STEPS);
    }

    /** An index and the log that it is about. */
    private static final class Run implements AutoCloseable {
        private final IndexMemory memory = new IndexMemory(LIMITS);
        private final IndexFolder folder;
        private final PlainFold log = new PlainFold();
        private final Map<String, byte[]> snapshots = new HashMap<>();
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");
        private PartitionIndex index;

        Run(ScratchFolder scratch) {
            folder = new IndexFolder(scratch.path(), memory, WINDOW, () -> now);
            index = open();
        }

        private PartitionIndex open() {
            return folder.open(new IndexIdentity("cluster", "docket.events", "events", "outcomes", 0));
        }

        void restart() {
            index.close();
            index = open();
        }

        void apply(Step step) {
            switch (step) {
                case Append append -> append(append);
                case Snapshot snapshot -> {
                    byte[] bytes = {snapshot.value()};
                    index.storeSnapshot(Events.streamOf(snapshot.account()), bytes);
                    snapshots.put(Events.streamOf(snapshot.account()), bytes);
                }
                case PassTime time -> now = now.plus(Duration.ofHours(time.hours()));
                case Rebuild rebuild -> rebuild(rebuild.chunk());
            }
        }

        private void append(Append append) {
            int before = log.size();
            EventRef last = null;
            for (String account : append.accounts()) {
                long sequence = log.head(Events.streamOf(account)) + 1;
                log.event(EventRecord.of(Events.counted(account, "a", sequence)));
                last = new EventRef(Events.streamOf(account), sequence);
            }
            if (!append.key().isEmpty()) {
                log.outcome(new OutcomeRecord(Events.outcome(append.key()), now, last));
            }
            log.marker();
            fold(log.from(before));
        }

        private void rebuild(int chunk) {
            index.close();
            folder.drop(0);
            snapshots.clear();
            index = open();
            List<LogRecord> all = log.from(0);
            for (int from = 0; from < all.size(); from += chunk) {
                fold(all.subList(from, Math.min(all.size(), from + chunk)));
            }
        }

        private void fold(List<LogRecord> records) {
            long nextEvent = index.nextEvent();
            long nextOutcome = index.nextOutcome();
            try (IndexFold fold = index.fold()) {
                for (LogRecord logged : records) {
                    if (logged.event() != null) {
                        fold.add(logged.event(), logged.offset());
                        nextEvent = logged.offset() + 1;
                    }
                    if (logged.outcome() != null) {
                        fold.add(logged.outcome());
                        nextOutcome = logged.offset() + 1;
                    }
                }
                fold.commit(nextEvent, nextOutcome);
            }
        }

        void compare() {
            for (String account : ACCOUNTS) {
                String stream = Events.streamOf(account);
                assertThat(index.head(stream)).isEqualTo(log.head(stream));
                assertThat(index.events(stream, 1, ALL)).extracting(Run::place).isEqualTo(log.places(stream));
                assertThat(index.snapshot(stream)).isEqualTo(snapshots.get(stream));
            }
            for (String key : KEYS) {
                assertThat(index.outcome(Events.TENANT, key).map(StoredOutcome::at))
                        .as("outcome of %s", key)
                        .isEqualTo(log.outcome(key, now.minus(WINDOW)));
            }
        }

        private static String place(StoredEvent stored) {
            return stored.position().offset() + " " + stored.event().id();
        }

        @Override
        public void close() {
            index.close();
            memory.close();
        }
    }
}
