package io.docket.eventstore.internal.index;

import static io.docket.eventstore.Events.counted;
import static io.docket.eventstore.Events.streamOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.chain.ChainHead;
import io.docket.contracts.envelope.Activity;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.eventstore.EventStoreConfig.Limits;
import io.docket.eventstore.Outcome;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.internal.chain.ChainState;
import io.docket.eventstore.internal.record.EventRecord;
import io.docket.eventstore.internal.record.OutcomeRecord;
import io.docket.eventstore.internal.record.OutcomeRecord.EventRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * What stands in an index of this format. Whoever changes a value has to raise the format as well, and to store the new values
 * beside the old ones: an index of another format is built again.
 */
class IndexFormatTest {
    private static final IndexIdentity IDENTITY = new IndexIdentity("cluster", "events", "events-id", "outcomes-id", 0);
    private static final Path STORED = Path.of("src/test/corpus/index");

    @TempDir
    private Path folder;

    private final IndexMemory memory = new IndexMemory(Limits.DEFAULT);

    @AfterEach
    void close() {
        memory.close();
    }

    @Test
    void an_event_is_a_value_as_it_always_was_in_this_format() throws IOException {
        byte[] stored = stored("event");
        ByteSink written = new ByteSink(1);
        EventBytes.write(1_234_567, everything(), written);

        assertThat(hex(written.toBytes())).isEqualTo(hex(stored));
        assertThat(EventBytes.read(0, stored).event())
                .usingRecursiveComparison()
                .isEqualTo(everything().toEnvelope());
    }

    @Test
    void an_outcome_is_a_value_as_it_always_was_in_this_format() throws IOException {
        byte[] stored = stored("outcome");
        OutcomeRecord outcome = new OutcomeRecord(
                new Outcome("acme", "k", "fingerprint", 422, "{\"käse\":1}".getBytes(UTF_8)),
                Instant.ofEpochMilli(1_796_025_600_123L),
                new EventRef("acme/account/a", 300));
        ByteSink written = new ByteSink(1);
        OutcomeBytes.write(outcome, written);

        assertThat(hex(written.toBytes())).isEqualTo(hex(stored));
        assertThat(OutcomeBytes.read("acme", "k", stored))
                .usingRecursiveComparison()
                .isEqualTo(outcome);
    }

    @Test
    void the_end_of_the_chain_is_a_value_as_it_always_was_in_this_format() throws IOException {
        byte[] stored = stored("chain");
        ChainState chain = new ChainState(ChainHead.told(300, "5a".repeat(32)), 1_234_567, 256);

        assertThat(hex(chain.toBytes())).isEqualTo(hex(stored));
        assertThat(ChainState.of(stored)).isEqualTo(chain);
    }

    @Test
    void an_index_of_an_older_format_is_dropped_and_built_again_from_the_log() throws RocksDBException {
        List<EventEnvelope> log = List.of(counted("a", 1), counted("b", 1), counted("a", 2));
        try (PartitionIndex index = open()) {
            fold(index, log);
        }
        makeOlder();

        try (PartitionIndex index = open()) {
            assertThat(index.nextEvent()).isZero();
            assertThat(index.chain()).isEqualTo(ChainState.empty("events", 0));
            assertThat(index.events(streamOf("a"), 1, 10)).isEmpty();
            fold(index, log);
        }

        try (PartitionIndex index = open()) {
            assertThat(index.nextEvent()).isEqualTo(3);
            assertThat(index.events(streamOf("a"), 1, 10))
                    .extracting(StoredEvent::event)
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("prevHash")
                    .containsExactly(log.get(0), log.get(2));
        }
    }

    private PartitionIndex open() {
        return new IndexFolder(folder, memory, Duration.ofDays(7), InstantSource.system()).open(IDENTITY);
    }

    private static void fold(PartitionIndex index, List<EventEnvelope> log) {
        try (IndexFold fold = index.fold()) {
            ChainHead head = index.chain().head();
            for (int offset = 0; offset < log.size(); offset++) {
                EventRecord event = EventRecord.of(log.get(offset)).linked(head.link());
                head = head.after(event.link(), event.digest());
                fold.add(event, offset);
            }
            fold.commit(log.size(), 0);
        }
    }

    /** As the build before left it: all about the same log, but for the format. */
    private void makeOlder() throws RocksDBException {
        String current = IDENTITY.text();
        int format = Integer.parseInt(current.substring(0, current.indexOf('|')));
        String older = format - 1 + current.substring(current.indexOf('|'));
        try (Options options = memory.options();
                RocksDB db = RocksDB.open(options, folder.resolve("0").toString())) {
            assertThat(db.get(PartitionIndex.IDENTITY)).isEqualTo(current.getBytes(UTF_8));
            db.put(PartitionIndex.IDENTITY, older.getBytes(UTF_8));
        }
    }

    /** A value of the format that this build has: {@code <format>-<what>.hex}. */
    private static byte[] stored(String what) throws IOException {
        String format = IDENTITY.text().substring(0, IDENTITY.text().indexOf('|'));
        return HexFormat.of()
                .parseHex(Files.readString(STORED.resolve(format + "-" + what + ".hex"))
                        .replaceAll("\\s", ""));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** An event with every header, so that the number of every known name is in its value. */
    private static EventRecord everything() {
        String id = "0193a0de-1111-7000-8000-000000000004";
        EventEnvelope event = new EventEnvelope(
                id,
                "/test",
                "test.account.counted.v1",
                new Subject("account", "straße"),
                "a",
                Instant.parse("2026-11-30T07:08:09.123Z"),
                7,
                "acme",
                "alice",
                "carol",
                id,
                "correlation-1",
                "causation-1",
                3,
                null,
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                OffsetDateTime.parse("2011-10-01T00:38:44.546+02:00"),
                "because of a reason",
                new Activity("A_SUBMITTED", "complete", "112"),
                "{\"count\":4}".getBytes(UTF_8));
        return EventRecord.of(event).linked(ChainHead.told(299, "5a".repeat(32)).link());
    }
}
