package io.docket.projection.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.docket.contracts.chain.LoggedRecord;
import io.docket.contracts.position.Cursor;
import io.docket.contracts.position.Position;
import io.docket.contracts.proof.SignedLog;
import io.docket.projection.apply.LogIdentity;
import io.docket.projection.history.lake.LakeLog;
import io.docket.projection.history.lake.LakeReader;
import io.docket.projection.history.lake.TestLake;
import io.docket.projection.history.log.HistoryLog;
import io.docket.projection.history.log.StoredEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lake on a real S3, from a log in a real Kafka. */
class LakeIT {
    private static final int EVENTS = 1_050;
    private static final int SEGMENT = 250;

    @TempDir
    private Path folder;

    private final TestTopics topics = new TestTopics();
    private final TestLake lake = new TestLake("test-" + UUID.randomUUID());

    @AfterEach
    void cleanUp() {
        topics.close();
        lake.close();
    }

    @Test
    void every_event_of_the_closed_segments_is_in_the_lake_once_whoever_writes_it() throws Exception {
        SignedLog log = new SignedLog("cluster-1", topics.name("events"), 0, 5);
        for (int i = 0; i < EVENTS; i++) {
            log.event("acme", "case/C-" + i % 50);
        }
        topics.writeInTransactions("events", log.records(), 5);
        LakeLog kafka = new KafkaLakeLog(
                TestTopics.KAFKA,
                topics.name("events"),
                () -> new LogIdentity("cluster-1", "topic-" + UUID.randomUUID()));
        LakeLog.Name name = kafka.name();
        LakeLog same = lake.named(kafka, name);

        lake.writeWithoutManifest(same, SEGMENT, folder);
        int written = lake.write(same, SEGMENT, folder);
        int again = lake.write(same, SEGMENT, folder);

        assertThat(written).isEqualTo(7);
        assertThat(again).isZero();
        List<String> read = new ArrayList<>();
        try (LakeReader.Events events = lake.reader(name, folder).events(0, 0)) {
            events.forEachRemaining(event -> read.add(event.text("ce_id")));
        }
        assertThat(read).isEqualTo(ids(log.records().subList(0, 1_000)));
        assertThat(lake.objects(name)).hasSize(8);

        topics.forgetBefore("events", log.records().get(600).offset());
        KafkaLogs logs = new KafkaLogs(TestTopics.KAFKA, topics.name("events"));
        HistoryLog whole =
                new KafkaHistoryLog(TestTopics.KAFKA, topics.name("events"), lake.reader(name, folder), logs);
        assertThat(idsFrom(whole, new Cursor(new long[0]))).isEqualTo(ids(log.records()));
        assertThat(idsFrom(whole, new Cursor(new long[] {log.records().get(123).offset()})))
                .isEqualTo(ids(log.records().subList(123, EVENTS)));
        assertThat(idsFrom(whole, new Cursor(new long[] {log.records().get(900).offset()})))
                .isEqualTo(ids(log.records().subList(900, EVENTS)));
        assertThatExceptionOfType(HistoryLog.NotInLogException.class)
                .isThrownBy(() -> whole.open(new Cursor(logs.identity().number() + 1, new long[] {900})));
        topics.forgetBefore("events", log.records().get(1_000).offset());
        assertThat(idsFrom(whole, new Cursor(new long[0]))).isEqualTo(ids(log.records()));
        assertThat(idsFrom(whole, new Cursor(new long[] {log.records().get(123).offset()})))
                .isEqualTo(ids(log.records().subList(123, EVENTS)));
        assertThat(lake.write(same, SEGMENT, folder)).isZero();
        assertThat(gapsFrom(whole, new Cursor(new long[0]))).isEmpty();
        topics.forgetBefore("events", log.records().get(1_001).offset());
        HistoryLog.Gap gap = new HistoryLog.Gap(
                new Position(0, log.records().get(999).offset()),
                new Position(0, log.records().get(1_001).offset()),
                1);
        List<LoggedRecord> held = new ArrayList<>(log.records());
        held.remove(1_000);
        assertThat(gapsFrom(whole, new Cursor(new long[0]))).containsExactly(gap);
        assertThat(idsFrom(whole, new Cursor(new long[0]))).isEqualTo(ids(held));
        Cursor lost = new Cursor(new long[] {log.records().get(1_000).offset()});
        assertThat(gapsFrom(whole, lost)).containsExactly(gap);
        assertThat(idsFrom(whole, lost)).isEqualTo(ids(log.records().subList(1_001, EVENTS)));
        assertThatIllegalStateException()
                .isThrownBy(() -> lake.write(same, SEGMENT, folder))
                .withMessageContaining("is lost");
        assertThat(lake.createsOnlyOnce()).isTrue();
    }

    private static List<HistoryLog.Gap> gapsFrom(HistoryLog log, Cursor from) {
        try (HistoryLog.Reader reader = log.open(from)) {
            return reader.gaps();
        }
    }

    /** Everything from a place to the end, while the cursor of the reader goes along. */
    private static List<String> idsFrom(HistoryLog log, Cursor from) {
        List<String> ids = new ArrayList<>();
        try (HistoryLog.Reader reader = log.open(from)) {
            long end = reader.end().next(0);
            while (reader.place().next(0) < end) {
                for (StoredEvent event : reader.read(Duration.ofMillis(200))) {
                    ids.add(event.text("ce_id"));
                    assertThat(reader.place().next(0))
                            .isGreaterThan(event.position().offset());
                }
            }
        }
        return ids;
    }

    private static List<String> ids(List<LoggedRecord> records) {
        return records.stream()
                .map(logged -> String.valueOf(logged.text("ce_id")))
                .toList();
    }
}
