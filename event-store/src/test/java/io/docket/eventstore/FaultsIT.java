package io.docket.eventstore;

import static io.docket.eventstore.Events.append;
import static io.docket.eventstore.Events.counted;
import static io.docket.eventstore.Events.outcome;
import static io.docket.eventstore.Events.streamOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.position.Position;
import io.docket.eventstore.PartitionStatus.State;
import io.docket.eventstore.internal.log.KafkaClients;
import io.docket.eventstore.internal.record.EventRecord;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsIT {
    private static final int BATCH = 128 << 10;

    @TempDir
    private Path dataDir;

    private final TestLog log = new TestLog(1);
    private FaultyClients clients;
    private KafkaEventStore store;

    @BeforeEach
    void open() {
        EventStoreConfig config = log.config(dataDir);
        clients = new FaultyClients(config);
        store = TestLog.serving(log.open(config, clients));
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void a_commit_whose_answer_is_lost_is_found_in_the_log() {
        clients.loseNextAnswer();

        Committed committed = TestLog.get(store, append(outcome("k"), counted("a", 1)));

        assertThat(store.read(streamOf("a"), 1).map(StoredEvent::position)).containsExactly(committed.last());
        TestLog.get(store, append(counted("a", 2)));
        assertThat(log.committedEvents()).hasSize(2);
    }

    @Test
    void a_rejection_whose_answer_is_lost_is_found_in_the_log() {
        clients.loseNextAnswer();

        TestLog.get(store, AppendRequest.of("a", outcome("k"), store.tenure()));

        assertThat(store.outcome("acme", "k")).isPresent();
    }

    @Test
    void a_commit_that_never_reached_the_broker_is_tried_again_and_nobody_notices() {
        clients.loseNextRequest();

        TestLog.get(store, append(outcome("k"), counted("a", 1)));

        assertThat(log.committedEvents()).hasSize(1);
    }

    @Test
    void an_append_whose_transactions_all_fail_is_refused_and_not_in_the_log() {
        clients.loseEveryRequest();

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> TestLog.get(store, append(outcome("k"), counted("a", 1))));

        clients.loseNothing();
        TestLog.serving(store);
        assertThat(log.committedEvents()).isEmpty();
        TestLog.get(store, append(outcome("k"), counted("a", 1)));
    }

    @Test
    void a_jvm_that_is_broken_stops_the_partition_loudly() {
        clients.onNextCommit(commit -> {
            throw new NoClassDefFoundError("Gone");
        });

        assertThatExceptionOfType(UnknownOutcomeException.class)
                .isThrownBy(() -> TestLog.get(store, append(counted("a", 1))));

        PartitionStatus status = store.partitions().getFirst();
        assertThat(status.state()).isEqualTo(State.FAILED);
        assertThat(status.detail()).contains("Gone");
    }

    @Test
    void appends_that_wait_behind_a_doubtful_one_are_written_afterwards() {
        CountDownLatch committing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        clients.onNextCommit(commit -> {
            committing.countDown();
            goOn.await();
            throw new org.apache.kafka.common.errors.TimeoutException("request lost");
        });
        CompletableFuture<Committed> doubtful =
                store.append(append(counted("a", 1))).toCompletableFuture();
        await().until(() -> committing.getCount() == 0);
        CompletableFuture<Committed> waiting =
                store.append(append(counted("b", 1))).toCompletableFuture();

        goOn.countDown();

        Position first = doubtful.join().last();
        assertThat(waiting.join().last().offset()).isGreaterThan(first.offset());
    }

    @Test
    void a_usurper_of_the_id_is_fenced_in_turn_and_cannot_commit() {
        TestLog.get(store, append(counted("a", 1)));
        try (Producer<byte[], byte[]> usurper = usurper()) {
            usurper.initTransactions();
            usurper.beginTransaction();
            usurper.send(EventRecord.of(counted("a", 2))
                    .toKafka(log.config(dataDir).events().name(), 0));
            usurper.flush();

            TestLog.get(store, append(counted("a", 2)));

            assertThatExceptionOfType(KafkaException.class).isThrownBy(usurper::commitTransaction);
        }
        assertThat(log.committedEvents()).hasSize(2);
    }

    @Test
    void what_a_usurper_did_commit_is_seen_before_serving_again() {
        TestLog.get(store, append(counted("a", 1)));
        try (Producer<byte[], byte[]> usurper = usurper()) {
            usurper.initTransactions();
            usurper.beginTransaction();
            usurper.send(EventRecord.of(counted("a", 2))
                    .linked(log.chain(0).link())
                    .toKafka(log.config(dataDir).events().name(), 0));
            usurper.commitTransaction();
        }

        assertThatExceptionOfType(VersionConflictException.class)
                .isThrownBy(() -> TestLog.get(store, append(counted("a", 2))));

        assertThat(store.head(streamOf("a"))).isEqualTo(2);
    }

    private Producer<byte[], byte[]> usurper() {
        return new KafkaClients(log.config(dataDir)).writer(clients.writers.element(), BATCH);
    }

    @Test
    void a_log_that_breaks_a_rule_stops_its_partition_loudly() {
        store.close();
        try (Producer<byte[], byte[]> foreign = new KafkaClients(log.config(dataDir)).writer("foreign", BATCH)) {
            foreign.initTransactions();
            foreign.beginTransaction();
            foreign.send(EventRecord.of(counted("a", 7))
                    .toKafka(log.config(dataDir).events().name(), 0));
            foreign.commitTransaction();
        }
        EventStoreConfig config = log.config(dataDir);

        KafkaEventStore again = log.open(config, new KafkaClients(config));

        await().until(() -> again.partitions().getFirst().state() == State.FAILED);
        assertThat(again.partitions().getFirst().detail()).contains("has sequence 7");
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> TestLog.get(again, append(counted("b", 1))));
    }
}
