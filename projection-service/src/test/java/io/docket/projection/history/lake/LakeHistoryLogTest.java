package io.docket.projection.history.lake;

import static org.assertj.core.api.Assertions.assertThat;

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
    void nothing_is_read_from_the_lake_where_an_event_is_lost_behind_it() {
        forgotten = IN_THE_LAKE + 1;

        assertThat(read(new Cursor(new long[0]))).isEqualTo(offsets(IN_THE_LAKE + 1));
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
