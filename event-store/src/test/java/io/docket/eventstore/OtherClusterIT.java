package io.docket.eventstore;

import static io.docket.eventstore.Events.append;
import static io.docket.eventstore.Events.counted;
import static io.docket.eventstore.Events.outcome;
import static io.docket.eventstore.Events.streamOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.eventstore.faults.broker.Cluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.FeatureUpdate.UpgradeType;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A second cluster, which begins with transactions that can be torn and is then upgraded. */
@TestMethodOrder(OrderAnnotation.class)
class OtherClusterIT {
    @TempDir
    private static Path brokerFolder;

    private static Cluster other;

    @TempDir
    private Path dataDir;

    @TempDir
    private Path scratch;

    private final TestLog log = new TestLog(2);

    @BeforeAll
    static void start() {
        other = Cluster.single(brokerFolder, "transaction.version=0");
    }

    @AfterAll
    static void end() {
        other.close();
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    @Order(1)
    void a_cluster_whose_transactions_can_be_torn_is_refused() throws Exception {
        for (short version = 0; version < 2; version++) {
            upgradeTo(version);

            assertThatExceptionOfType(StartRefusedException.class)
                    .isThrownBy(() -> KafkaEventStore.open(onOther()))
                    .withMessage(
                            "the Kafka cluster at %s has transaction.version=%d, the event store needs 2 or later:"
                                    + " below it a transaction can be torn",
                            other.bootstrapServers(), version);
        }
        assertThat(other.admin().listTopics().names().get()).isEmpty();
    }

    @Test
    @Order(2)
    void a_folder_of_one_cluster_is_refused_at_another_which_stays_as_it_is() throws Exception {
        upgradeTo((short) 2);
        try (KafkaEventStore here = log.open(dataDir)) {
            TestLog.get(here, append(outcome("k"), counted("a", 1)));
            TestLog.get(here, append(counted("a", 2)));
        }

        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> KafkaEventStore.open(onOther()))
                .withMessageContainingAll(
                        "data folder " + dataDir + " belongs to the Kafka cluster", other.bootstrapServers());
        assertThat(other.admin().listTopics().names().get()).isEmpty();

        try (KafkaEventStore back = log.open(dataDir)) {
            assertThat(back.head(streamOf("a"))).isEqualTo(2);
            assertThat(back.read(streamOf("a"), 1)).hasSize(2);
            TestLog.get(back, append(counted("a", 3)));
        }
        assertThat(log.committedEvents()).hasSize(3);
    }

    @Test
    @Order(3)
    void addresses_of_two_clusters_are_refused_in_either_order() throws Exception {
        for (String mixed : List.of(
                TestLog.KAFKA + "," + other.bootstrapServers(), other.bootstrapServers() + ", " + TestLog.KAFKA)) {
            assertThatExceptionOfType(StartRefusedException.class)
                    .isThrownBy(() -> KafkaEventStore.open(
                            at(mixed, scratch.resolve(UUID.randomUUID().toString()))))
                    .withMessageStartingWith("the addresses of Kafka lead to several clusters: ");
        }
        assertThat(other.admin().listTopics().names().get()).isEmpty();
    }

    @Test
    @Order(4)
    void an_address_where_nobody_answers_is_passed_over() {
        try (KafkaEventStore store = KafkaEventStore.open(at("127.0.0.1:1," + TestLog.KAFKA, dataDir))) {
            TestLog.get(TestLog.serving(store), append(counted("a", 1)));
        }
        assertThat(log.committedEvents()).hasSize(1);
    }

    /** The same topics, group and data folder, with the address of the other cluster. */
    private EventStoreConfig onOther() {
        return at(other.bootstrapServers(), dataDir);
    }

    private EventStoreConfig at(String bootstrapServers, Path folder) {
        EventStoreConfig config = log.config(folder);
        return EventStoreConfig.of(bootstrapServers, config.groupId(), folder)
                .withTopics(config.events(), config.outcomes());
    }

    private static void upgradeTo(short version) throws ExecutionException, InterruptedException {
        if (version > 0) {
            other.admin()
                    .updateFeatures(
                            Map.of("transaction.version", new FeatureUpdate(version, UpgradeType.UPGRADE)),
                            new UpdateFeaturesOptions())
                    .all()
                    .get();
        }
    }
}
