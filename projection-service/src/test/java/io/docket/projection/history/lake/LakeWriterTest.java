package io.docket.projection.history.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.contracts.chain.LoggedRecord;
import io.docket.contracts.json.Json;
import io.docket.contracts.proof.SignedLog;
import io.docket.projection.history.log.StoredEvent;
import io.docket.projection.history.parquet.UncompressedParquet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeWriterTest {
    private static final int EVENTS = 47;
    private static final int PARTITION = 3;
    private static final SegmentBounds.Limits TEN = new SegmentBounds.Limits(10, Long.MAX_VALUE, Long.MAX_VALUE / 2);

    @TempDir
    private Path folder;

    private final MemoryLog log = new MemoryLog();
    private final MemoryObjects objects = new MemoryObjects();
    private final SignedLog signed = new SignedLog("cluster-1", MemoryLog.NAME.topic(), PARTITION, 4);

    @BeforeEach
    void aLog() {
        grow(EVENTS);
    }

    private void grow(int to) {
        while (signed.records().size() < to) {
            signed.event("acme", "case/C-" + signed.records().size() % 7);
        }
        log.records.clear();
        log.records.addAll(signed.records().subList(0, to));
    }

    @Test
    void closed_segments_hold_every_event_once_and_the_rest_stays_in_the_log() throws IOException {
        writeAll(writer());

        assertThat(objects.created.stream().filter(key -> key.endsWith(".parquet")))
                .hasSize(4)
                .first()
                .isEqualTo("lake/topic-1/3/00000000000000000000-00000000000000000011.parquet");
        assertThat(ids(lake())).isEqualTo(ids(signed.records().subList(0, 40)));
        assertThat(new StoredLake(objects, "topic-1", folder).end(PARTITION))
                .hasValue(signed.records().get(39).offset() + 1);
    }

    @Test
    void what_is_read_back_is_the_record_byte_by_byte() throws IOException {
        writeAll(writer());

        List<StoredEvent> read = lake();
        for (int i = 0; i < read.size(); i++) {
            LoggedRecord logged = signed.records().get(i);
            assertThat(read.get(i).key()).isEqualTo(logged.key());
            assertThat(read.get(i).data()).isEqualTo(logged.value());
            assertThat(read.get(i).headers()).hasSameSizeAs(logged.headers());
            for (int h = 0; h < logged.headers().size(); h++) {
                assertThat(read.get(i).headers().get(h).name())
                        .isEqualTo(logged.headers().get(h).name());
                assertThat(read.get(i).headers().get(h).value())
                        .isEqualTo(logged.headers().get(h).value());
            }
        }
    }

    /** Kills the writer before and after each of its steps, then lets another one go on. */
    @Test
    void a_writer_that_is_killed_anywhere_leaves_no_gap_and_nothing_twice() throws IOException {
        int kills = 0;
        for (boolean afterwards : new boolean[] {false, true}) {
            boolean killed = true;
            for (int step = 1; killed; step++) {
                objects.all.clear();
                objects.created.clear();
                objects.killAt(step, afterwards);
                killed = false;
                try {
                    writeAll(writer());
                } catch (MemoryObjects.Killed end) {
                    killed = true;
                    kills++;
                }
                objects.goOn();
                writeAll(writer());

                assertThat(ids(lake())).isEqualTo(ids(signed.records().subList(0, 40)));
                assertThat(objects.created).hasSize(8).doesNotHaveDuplicates();
            }
        }
        assertThat(kills).isGreaterThan(30);
    }

    @Test
    void two_writers_at_once_make_one_lake() throws IOException {
        LakeWriter one = writer();
        LakeWriter other = writer();
        int written = 0;
        for (int i = 0; i < 12; i++) {
            written += one.next(PARTITION).isPresent() ? 1 : 0;
            written += other.next(PARTITION).isPresent() ? 1 : 0;
        }

        assertThat(written).isEqualTo(4);
        assertThat(ids(lake())).isEqualTo(ids(signed.records().subList(0, 40)));
    }

    @Test
    void a_writer_that_was_overtaken_by_one_with_other_limits_goes_on_after_it() throws IOException {
        LakeWriter slow = writer();
        slow.next(PARTITION);
        grow(15);
        slow.next(PARTITION);
        grow(EVENTS);
        SegmentBounds.Limits fifteen = new SegmentBounds.Limits(15, Long.MAX_VALUE, Long.MAX_VALUE / 2);
        new LakeWriter(log, objects, fifteen, folder).next(PARTITION);

        assertThat(slow.next(PARTITION)).isEmpty();
        writeAll(slow);

        assertThat(ids(lake())).isEqualTo(ids(signed.records().subList(0, 45)));
    }

    @Test
    void looking_again_reads_only_what_is_new() throws IOException {
        LakeWriter writer = writer();
        writeAll(writer);
        int before = log.reads();

        writer.next(PARTITION);
        writer.next(PARTITION);
        grow(EVENTS + 2);
        writer.next(PARTITION);

        assertThat(log.reads() - before).isEqualTo(2);
    }

    @Test
    void size_and_age_close_a_segment_too() throws IOException {
        LakeWriter bySize = new LakeWriter(log, objects, new SegmentBounds.Limits(1_000, 3_000, 1L << 40), folder);
        writeAll(bySize);
        int segments = objects.created.size() / 2;
        assertThat(segments).isGreaterThan(3);

        objects.all.clear();
        objects.created.clear();
        LakeWriter byAge = new LakeWriter(log, objects, new SegmentBounds.Limits(1_000, 1L << 40, 20_000), folder);
        writeAll(byAge);

        assertThat(objects.created.stream().filter(key -> key.endsWith(".parquet")))
                .hasSize(2);
        assertThat(ids(lake())).isEqualTo(ids(signed.records().subList(0, 40)));
    }

    @Test
    void a_reader_begins_anywhere_and_reads_what_the_log_has_lost() throws IOException {
        writeAll(writer());
        log.records.subList(0, 35).clear();

        try (LakeReader.Events events = new StoredLake(objects, "topic-1", folder)
                .events(PARTITION, signed.records().get(17).offset())) {
            assertThat(events.next().text("ce_id")).isEqualTo("event-17");
        }
        grow(EVENTS);
        assertThat(ids(lake())).isEqualTo(ids(signed.records().subList(0, 40)));
    }

    @Test
    void a_log_that_lost_what_the_lake_does_not_have_stops_the_writer() throws IOException {
        writer().next(PARTITION);
        log.records.subList(0, 20).clear();

        assertThatExceptionOfType(BrokenLogException.class)
                .isThrownBy(() -> writer().next(PARTITION))
                .withMessageContaining("is lost");
    }

    @Test
    void a_log_that_begins_behind_the_mark_of_a_transaction_has_lost_nothing() throws IOException {
        writeAll(writer());
        grow(60);
        log.records.subList(0, 40).clear();
        assertThat(log.records.getFirst().offset())
                .isGreaterThan(new StoredLake(objects, "topic-1", folder)
                        .end(PARTITION)
                        .orElseThrow());

        writeAll(writer());

        assertThat(ids(lake())).isEqualTo(ids(signed.records()));
    }

    @Test
    void a_log_that_was_changed_stops_the_writer() {
        LoggedRecord original = log.records.get(12);
        log.records.set(
                12,
                new LoggedRecord(
                        original.partition(), original.offset(), original.key(), new byte[] {'1'}, original.headers()));

        assertThatExceptionOfType(BrokenLogException.class)
                .isThrownBy(() -> writeAll(writer()))
                .withMessageContaining("does not follow number 13");
    }

    @Test
    void a_file_that_was_changed_is_not_read() throws IOException {
        writeAll(writer());
        String key = objects.created.getFirst();
        objects.all.get(key)[100] ^= 1;

        assertThatExceptionOfType(BrokenLogException.class)
                .isThrownBy(this::lake)
                .withMessageContaining("is not what its manifest says");
    }

    @Test
    void a_lost_manifest_is_a_gap_that_is_found() throws IOException {
        writeAll(writer());
        objects.all.remove(objects.created.get(3));

        assertThatExceptionOfType(BrokenLogException.class)
                .isThrownBy(this::lake)
                .withMessageContaining("a gap before");
    }

    @Test
    void a_foreign_object_under_the_name_of_a_segment_stops_the_writer() throws IOException {
        MemoryObjects elsewhere = new MemoryObjects();
        SignedLog others = new SignedLog("cluster-2", MemoryLog.NAME.topic(), PARTITION, 4);
        MemoryLog otherLog = new MemoryLog();
        for (int i = 0; i < 10; i++) {
            otherLog.records.add(others.event("globex", "case/X").records().getLast());
        }
        new LakeWriter(otherLog, elsewhere, TEN, folder).next(PARTITION);
        objects.all.put(elsewhere.created.getFirst(), elsewhere.all.get(elsewhere.created.getFirst()));

        assertThatExceptionOfType(BrokenLogException.class)
                .isThrownBy(() -> writer().next(PARTITION))
                .withMessageContaining("other events");
    }

    @Test
    void a_file_that_another_version_of_the_writer_left_is_taken_as_it_is() throws IOException {
        writer().next(PARTITION);
        String key = objects.created.getFirst();
        ByteArrayOutputStream others = new ByteArrayOutputStream();
        UncompressedParquet.write(lake().iterator(), others);
        objects.all.clear();
        objects.created.clear();
        objects.all.put(key, others.toByteArray());

        Segment segment = writer().next(PARTITION).orElseThrow();

        assertThat(segment.bytes()).isEqualTo(others.size());
        assertThat(objects.all.get(key)).isEqualTo(others.toByteArray());
        assertThat(ids(lake())).isEqualTo(ids(signed.records().subList(0, 10)));
    }

    @Test
    void the_manifests_follow_the_hash_chain() throws IOException {
        writeAll(writer());

        List<Segment> segments = objects.created.stream()
                .filter(key -> key.endsWith(".json"))
                .map(key -> Json.read(objects.all.get(key), Segment.class))
                .toList();
        for (int i = 1; i < segments.size(); i++) {
            assertThat(segments.get(i).before()).isEqualTo(segments.get(i - 1).after());
        }
        assertThat(segments.getLast().after().number()).isEqualTo(40);
        assertThat(segments.getLast().after().hash())
                .isEqualTo(signed.records().get(40).text("ce_prevhash"));
    }

    private LakeWriter writer() {
        return new LakeWriter(log, objects, TEN, folder);
    }

    private static void writeAll(LakeWriter writer) throws IOException {
        Optional<Segment> written = writer.next(PARTITION);
        while (written.isPresent()) {
            written = writer.next(PARTITION);
        }
    }

    private List<StoredEvent> lake() {
        List<StoredEvent> read = new ArrayList<>();
        try (LakeReader.Events events = new StoredLake(objects, "topic-1", folder).events(PARTITION, 0)) {
            events.forEachRemaining(read::add);
        }
        return read;
    }

    private static List<String> ids(List<?> events) {
        return events.stream()
                .map(event -> switch (event) {
                    case StoredEvent stored -> stored.text("ce_id");
                    case LoggedRecord logged -> logged.text("ce_id");
                    default -> throw new IllegalArgumentException();
                })
                .toList();
    }
}
