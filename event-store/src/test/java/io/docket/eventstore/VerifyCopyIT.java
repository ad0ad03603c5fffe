package io.docket.eventstore;

import static io.docket.eventstore.Events.append;
import static io.docket.eventstore.Events.counted;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.eventstore.EventStoreConfig.KeyFiles;
import io.docket.eventstore.example.Auditor;
import io.docket.eventstore.internal.log.KafkaClients;
import io.docket.eventstore.verify.Fault;
import io.docket.eventstore.verify.Fault.Kind;
import io.docket.eventstore.verify.PartitionReport;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka cannot be edited, but a log can be copied with a change: the copy claims to be the original. */
class VerifyCopyIT {
    private static final int EVENTS = 9;

    @TempDir
    private Path dataDir;

    private final TestLog log = new TestLog(2);
    private KeyFiles keys;
    private EventStoreConfig config;

    @BeforeEach
    void write() {
        keys = SigningKeys.in(dataDir, "checkpoint");
        config = log.config(dataDir, keys, 4);
        KafkaEventStore store = TestLog.serving(log.open(config, new KafkaClients(config)));
        String account = accountIn(store, 0);
        String other = accountIn(store, 1);
        for (int i = 1; i <= EVENTS; i++) {
            TestLog.get(store, append(counted(account, i)));
            TestLog.get(store, append(counted(other, i)));
        }
        store.close();
    }

    private static String accountIn(EventStore store, int partition) {
        String account = "a";
        while (store.partitionOf(account) != partition) {
            account += "a";
        }
        return account;
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void a_true_copy_is_intact() {
        List<PartitionReport> reports = verifiedCopy(events -> {});

        assertThat(reports).extracting(PartitionReport::fault).containsOnlyNulls();
        assertThat(reports).extracting(PartitionReport::sealed).containsOnly((long) EVENTS);
    }

    @Test
    void the_auditor_of_the_readme_finds_no_fault() {
        assertThat(Auditor.faults(
                        TestLog.KAFKA,
                        config.events().name(),
                        config.signing().checkpoints().name(),
                        keys.publicKey()))
                .isEmpty();
    }

    @Test
    void one_flipped_bit_is_found() {
        assertThat(faultOf(events -> events.get(3).value()[4] ^= 1))
                .extracting(Fault::kind, Fault::number)
                .containsExactly(Kind.CONTENT_CHANGED, 4L);
    }

    @Test
    void a_removed_event_is_found() {
        assertThat(faultOf(events -> events.remove(3)))
                .extracting(Fault::kind, Fault::number)
                .containsExactly(Kind.EVENT_REMOVED, 4L);
    }

    @Test
    void a_reordered_event_is_found() {
        assertThat(faultOf(events -> events.add(3, events.remove(6))))
                .extracting(Fault::kind, Fault::number)
                .containsExactly(Kind.ORDER_CHANGED, 4L);
    }

    @Test
    void a_doubled_event_is_found() {
        assertThat(faultOf(events -> events.add(5, events.get(3))))
                .extracting(Fault::kind, Fault::number)
                .containsExactly(Kind.EVENT_INSERTED, 6L);
    }

    @Test
    void a_truncated_log_is_found() {
        assertThat(faultOf(events -> events.subList(6, EVENTS).clear()))
                .extracting(Fault::kind, Fault::number)
                .containsExactly(Kind.LOG_TRUNCATED, 6L);
    }

    /** The fault of partition 0; partition 1 was not touched and must be intact. */
    private Fault faultOf(Consumer<List<ConsumerRecord<byte[], byte[]>>> change) {
        List<PartitionReport> reports = verifiedCopy(change);
        assertThat(reports.get(1).fault()).isNull();
        return reports.get(0).fault();
    }

    private List<PartitionReport> verifiedCopy(Consumer<List<ConsumerRecord<byte[], byte[]>>> change) {
        return log.verified(keys, log.copy(change));
    }
}
