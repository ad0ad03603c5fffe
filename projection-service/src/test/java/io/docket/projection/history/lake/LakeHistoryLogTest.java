package io.docket.projection.history.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.docket.contracts.chain.LoggedRecord;
import io.docket.contracts.position.Cursor;
import io.docket.contracts.position.Position;
import io.docket.contracts.proof.SignedLog;
import io.docket.projection.history.log.HistoryLog;
import io.docket.projection.history.log.StoredEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One partition of a log whose beginning is in the lake alone, in segments of ten, with a mark after every four events. */
class LakeHistoryLogTest {
    private static final SegmentBounds.Limits TEN = new SegmentBounds.Limits(10, Long.MAX_VALUE, Long.MAX_VALUE / 2);
    private static final int IN_THE_LAKE = 40;
    private static final Duration WAIT = Duration.ofMillis(1);

    @TempDir
    private Path folder;

    private final SignedLog signed = new SignedLog("cluster-1", MemoryLog.NAME.topic(), 0, 4);
    private final MemoryObjects objects = new MemoryObjects();
    private int forgotten;
    private boolean silent;

    @BeforeEach
    void fill() throws IOException {
        grow(45);
    }

    @Test
    void what_the_lake_gains_while_it_is_read_comes_once() throws IOException {
        forgotten = 20;
        try (HistoryLog.Reader reader = whole().open(new Cursor(new long[0]))) {
            grow(60);

            assertThat(read(reader)).isEqualTo(offsets(0));
        }
    }

    @Test
    void the_mark_of_a_transaction_between_lake_and_log_is_no_gap() {
        forgotten = IN_THE_LAKE;

        assertThat(firstOfTheLog()).isGreaterThan(lake().end(0).orElseThrow());
        assertThat(read(new Cursor(new long[0]))).isEqualTo(offsets(0));
        assertThat(read(new Cursor(new long[] {offset(7)}))).isEqualTo(offsets(7));
        assertThat(read(new Cursor(new long[] {lake().end(0).orElseThrow()}))).isEqualTo(offsets(IN_THE_LAKE));
    }

    @Test
    void events_that_are_lost_behind_the_lake_are_told_and_all_others_are_read() {
        forgotten = IN_THE_LAKE + 3;
        HistoryLog.Gap gap = new HistoryLog.Gap(
                new Position(0, offset(IN_THE_LAKE - 1)), new Position(0, offset(IN_THE_LAKE + 3)), 3);
        List<Long> behind = offsets(IN_THE_LAKE + 3);

        for (int from : List.of(0, 7, IN_THE_LAKE - 1)) {
            List<Long> held = new ArrayList<>(offsets(from).subList(0, IN_THE_LAKE - from));
            held.addAll(behind);
            Cursor cursor = new Cursor(from == 0 ? new long[0] : new long[] {offset(from)});
            assertThat(gaps(cursor)).containsExactly(gap);
            assertThat(read(cursor)).isEqualTo(held);
        }
        for (int lost : List.of(IN_THE_LAKE, IN_THE_LAKE + 2)) {
            Cursor cursor = new Cursor(new long[] {offset(lost)});
            assertThat(gaps(cursor)).containsExactly(gap);
            assertThat(read(cursor)).isEqualTo(behind);
        }
        Cursor afterwards = new Cursor(new long[] {offset(IN_THE_LAKE + 3)});
        assertThat(gaps(afterwards)).isEmpty();
        assertThat(read(afterwards)).isEqualTo(behind);
    }

    @Test
    void where_nothing_is_lost_no_gap_is_told() throws IOException {
        for (int kept : List.of(0, 20, IN_THE_LAKE)) {
            forgotten = kept;
            assertThat(gaps(new Cursor(new long[0]))).isEmpty();
        }
        grow(50);
        forgotten = 50;
        assertThat(gaps(new Cursor(new long[0]))).isEmpty();
    }

    @Test
    void a_reader_that_hears_only_later_that_events_are_lost_reads_no_further() throws IOException {
        grow(48);
        forgotten = 48;
        try (HistoryLog.Reader reader = whole().open(new Cursor(new long[0]))) {
            assertThat(reader.gaps()).isEmpty();
            assertThat(read(reader)).isEqualTo(offsets(0).subList(0, IN_THE_LAKE));

            signed.event("acme", "case/C-1");

            assertThatIllegalStateException()
                    .isThrownBy(() -> reader.read(WAIT))
                    .withMessageContaining("before 0-" + offset(48));
        }
        assertThat(gaps(new Cursor(new long[0])))
                .containsExactly(
                        new HistoryLog.Gap(new Position(0, offset(IN_THE_LAKE - 1)), new Position(0, offset(48)), 8));
    }

    @Test
    void whether_events_are_lost_is_not_guessed_where_the_log_falls_silent() {
        forgotten = IN_THE_LAKE;
        silent = true;

        assertThatIllegalStateException()
                .isThrownBy(() -> whole().open(new Cursor(new long[0])))
                .withMessageContaining("partition 0");
    }

    @Test
    void the_lake_is_all_there_is_where_the_log_has_kept_nothing_but_a_mark() throws IOException {
        grow(50);
        forgotten = 50;

        assertThat(firstOfTheLog()).isGreaterThan(lake().end(0).orElseThrow());
        assertThat(read(new Cursor(new long[0]))).isEqualTo(offsets(0));
        assertThat(read(new Cursor(new long[] {offset(7)}))).isEqualTo(offsets(7));
    }

    private HistoryLog whole() {
        return new LakeHistoryLog(Held::new, lake());
    }

    private LakeReader lake() {
        return new StoredLake(objects, MemoryLog.NAME.topicId(), folder);
    }

    /** Lets the log grow, and the lake with it. */
    private void grow(int to) throws IOException {
        while (signed.records().size() < to) {
            signed.event("acme", "case/C-1");
        }
        MemoryLog log = new MemoryLog();
        log.records.addAll(signed.records());
        try (LakeWriter writer = new LakeWriter(log, objects, TEN, folder)) {
            while (writer.next(0).isPresent()) {
                assertThat(objects.created).isNotEmpty();
            }
        }
    }

    private List<HistoryLog.Gap> gaps(Cursor from) {
        try (HistoryLog.Reader reader = whole().open(from)) {
            return reader.gaps();
        }
    }

    private List<Long> read(Cursor from) {
        try (HistoryLog.Reader reader = whole().open(from)) {
            return read(reader);
        }
    }

    private static List<Long> read(HistoryLog.Reader reader) {
        List<Long> read = new ArrayList<>();
        long end = reader.end().next(0);
        while (reader.place().next(0) < end) {
            reader.read(WAIT).forEach(event -> read.add(event.position().offset()));
        }
        return read;
    }

    private List<Long> offsets(int from) {
        return signed.records().stream().skip(from).map(LoggedRecord::offset).toList();
    }

    private long offset(int record) {
        return signed.records().get(record).offset();
    }

    private long firstOfTheLog() {
        return forgotten < signed.records().size() ? offset(forgotten) : endOfTheLog();
    }

    private long endOfTheLog() {
        return signed.records().getLast().offset() + 2;
    }

    /** The log without what it has forgotten. */
    private final class Held implements HistoryLog.Reader {
        private long next;

        Held(Cursor from) {
            next = from.offsets().length == 0 ? firstOfTheLog() : from.next(0);
        }

        @Override
        public List<StoredEvent> read(Duration wait) {
            if (silent) {
                return List.of();
            }
            List<StoredEvent> events = signed.records().stream()
                    .skip(forgotten)
                    .filter(logged -> logged.offset() >= next)
                    .map(Held::event)
                    .toList();
            next = end().next(0);
            return events;
        }

        private static StoredEvent event(LoggedRecord logged) {
            return new StoredEvent(
                    new Position(logged.partition(), logged.offset()),
                    logged.key(),
                    logged.headers().stream()
                            .map(header -> new StoredEvent.Header(header.name(), header.value()))
                            .toList(),
                    logged.value());
        }

        @Override
        public Cursor place() {
            return new Cursor(new long[] {next});
        }

        @Override
        public Cursor beginning() {
            return new Cursor(new long[] {firstOfTheLog()});
        }

        @Override
        public Cursor end() {
            return new Cursor(new long[] {endOfTheLog()});
        }

        @Override
        public void close() {}
    }
}
