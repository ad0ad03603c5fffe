package io.docket.eventstore;

import static io.docket.eventstore.Events.append;
import static io.docket.eventstore.Events.counted;
import static io.docket.eventstore.Events.outcome;
import static io.docket.eventstore.Events.streamOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.chain.ChainHead;
import io.docket.eventstore.EventStoreConfig.KeyFiles;
import io.docket.eventstore.PartitionStatus.State;
import io.docket.eventstore.internal.log.KafkaClients;
import io.docket.eventstore.internal.record.EventRecord;
import io.docket.eventstore.verify.PartitionReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainIT {
    private static final int EVERY_EVENTS = 5;
    private static final int BATCH = 128 << 10;

    @TempDir
    private Path dataDir;

    @TempDir
    private Path keyFolder;

    private final TestLog log = new TestLog(1);
    private KeyFiles keys;
    private EventStoreConfig config;
    private FaultyClients clients;
    private KafkaEventStore store;

    @BeforeEach
    void open() {
        keys = SigningKeys.in(keyFolder, "checkpoint");
        config = log.config(dataDir, keys, EVERY_EVENTS);
        reopen();
    }

    private void reopen() {
        clients = new FaultyClients(config);
        store = TestLog.serving(log.open(config, clients));
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void checkpoints_are_written_every_so_many_events_and_at_the_end() {
        write("a", 1, 12);
        await().until(() -> verified().checkpoints() == 2);

        store.close();

        PartitionReport report = verified();
        assertThat(report.fault()).isNull();
        assertThat(report.events()).isEqualTo(12);
        assertThat(report.sealed()).isEqualTo(12);
        assertThat(report.checkpoints()).isEqualTo(3);
    }

    @Test
    void a_restart_without_new_events_writes_no_checkpoint() {
        write("a", 1, 1);
        store.close();
        reopen();
        store.close();

        assertThat(verified().checkpoints()).isOne();
    }

    @Test
    void a_commit_whose_answer_is_lost_leaves_the_chain_right() {
        write("a", 1, 2);
        clients.loseNextAnswer();
        write("a", 3, 12);

        store.close();

        assertThat(verified()).satisfies(report -> intact(report, 12));
    }

    @Test
    void a_commit_that_never_happened_leaves_the_chain_right() {
        write("a", 1, 2);
        clients.loseNextRequest();
        TestLog.get(store, append(counted("a", 3), counted("a", 4)));

        write("a", 5, 12);
        store.close();

        assertThat(verified()).satisfies(report -> intact(report, 12));
    }

    @Test
    void a_checkpoint_whose_commit_is_lost_is_written_again() {
        write("a", 1, EVERY_EVENTS - 1);
        clients.onNextCommit(commit -> {
            commit.run();
            clients.loseNextRequest();
        });
        TestLog.get(store, append(counted("a", EVERY_EVENTS)));

        await().until(() -> verified().sealed() == EVERY_EVENTS);

        store.close();
        assertThat(verified()).satisfies(report -> intact(report, EVERY_EVENTS));
    }

    @Test
    void a_rebuilt_index_goes_on_with_the_same_chain() throws IOException {
        write("a", 1, 7);
        store.close();
        try (Stream<Path> files = Files.walk(dataDir.resolve("0"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        reopen();

        write("a", 8, 9);
        store.close();

        assertThat(verified()).satisfies(report -> intact(report, 9));
    }

    @Test
    void a_hash_that_a_caller_brings_is_not_taken_over() {
        var event = EventRecord.of(counted("a", 1))
                .linked(ChainHead.genesis("foreign", 7).link())
                .toEnvelope();
        assertThat(event.prevHash()).isNotNull();

        TestLog.get(store, append(outcome("k"), event));
        write("a", 2, 2);

        assertThat(verified().fault()).isNull();
        List<StoredEvent> read = store.read(streamOf("a"), 1).toList();
        assertThat(read.getFirst().event().prevHash())
                .isEqualTo(ChainHead.genesis(config.events().name(), 0).hex());
        assertThat(read.getLast().event().prevHash()).hasSize(64);
    }

    @Test
    void a_log_whose_chain_is_broken_stops_its_partition_and_names_the_event() {
        write("a", 1, 2);
        store.close();
        try (Producer<byte[], byte[]> foreign = new KafkaClients(config).writer("foreign", BATCH)) {
            foreign.initTransactions();
            foreign.beginTransaction();
            foreign.send(EventRecord.of(counted("b", 1))
                    .linked(ChainHead.genesis(config.events().name(), 0).link())
                    .toKafka(config.events().name(), 0));
            foreign.commitTransaction();
        }

        KafkaEventStore again = log.open(config, new KafkaClients(config));

        await().until(() -> again.partitions().getFirst().state() == State.FAILED);
        long offset = log.committedEvents().getLast().offset();
        assertThat(again.partitions().getFirst().detail())
                .contains("event at 0-" + offset)
                .contains("does not follow the chain");
    }

    @Test
    void a_log_from_before_the_chain_is_gone_on_with() {
        store.close();
        try (Producer<byte[], byte[]> older = new KafkaClients(config).writer("foreign", BATCH)) {
            older.initTransactions();
            older.beginTransaction();
            older.send(EventRecord.of(counted("a", 1)).toKafka(config.events().name(), 0));
            older.commitTransaction();
        }
        reopen();

        write("a", 2, 3);
        store.close();

        PartitionReport report = verified();
        assertThat(report).satisfies(found -> intact(found, 3));
        assertThat(report.unlinked()).isOne();
    }

    private void intact(PartitionReport report, long events) {
        assertThat(report.fault()).isNull();
        assertThat(report.events()).isEqualTo(events);
        assertThat(report.sealed()).isEqualTo(events);
    }

    private void write(String account, int from, int to) {
        for (int sequence = from; sequence <= to; sequence++) {
            TestLog.get(store, append(counted(account, sequence)));
        }
    }

    private PartitionReport verified() {
        return log.verified(keys).getFirst();
    }
}
