package io.docket.eventstore;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.contracts.topic.Topics.Topic;
import io.docket.eventstore.EventStoreConfig.Cluster;
import io.docket.eventstore.table.KafkaTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedStartIT {
    @TempDir
    private Path dataDir;

    private final TestLog log = new TestLog(2);

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void topics_with_another_number_of_partitions() {
        log.open(dataDir).close();
        EventStoreConfig config = log.config(dataDir);
        EventStoreConfig other = config.withTopics(withPartitions(config.events()), withPartitions(config.outcomes()));

        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> KafkaEventStore.open(other))
                .withMessageContaining("has 2 partitions instead of 3");
    }

    @Test
    void a_topic_whose_history_would_be_deleted() {
        EventStoreConfig config = log.config(dataDir);
        Topic forgetful = new Topic(config.events().name(), 2, Map.of("retention.ms", "1000"));

        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> KafkaEventStore.open(config.withTopics(forgetful, config.outcomes())))
                .withMessageContaining("history would be deleted");
    }

    @Test
    void a_topic_that_forgets_idempotency_keys_before_their_window_is_over() {
        log.open(dataDir).close();
        EventStoreConfig config = log.config(dataDir);
        EventStoreConfig patient = config.withTiming(config.timing().withOutcomeWindow(Duration.ofDays(14)));

        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> KafkaEventStore.open(patient))
                .withMessageContaining("set its retention.ms to 1209600000 or more");
    }

    @Test
    void a_topic_that_forgets_owners() {
        EventStoreConfig config = log.config(dataDir, "127.0.0.1:1", 0);
        Topic owners = config.cluster().owners();
        Topic forgetful = new Topic(owners.name(), owners.partitions(), Map.of("cleanup.policy", "compact,delete"));

        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> KafkaEventStore.open(config.withCluster(new Cluster(forgetful, "127.0.0.1:1", 0))))
                .withMessageContaining("the last values of its keys would be deleted");
    }

    @Test
    void a_table_in_a_topic_that_forgets_its_entries() {
        EventStoreConfig config = log.config(dataDir);
        Topic forgetful = new Topic(
                log.tableTopic(), config.events().partitions(), config.events().config());
        log.open(config.withTopics(forgetful, config.outcomes())).close();

        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> KafkaTable.open(config, log.tableTopic()))
                .withMessageContaining("has 2 partitions instead of 1");
    }

    @Test
    void a_broker_that_does_not_answer() {
        EventStoreConfig config = log.config(dataDir);
        EventStoreConfig.Timing t = config.timing();
        EventStoreConfig nowhere = new EventStoreConfig(
                        "127.0.0.1:1",
                        "group",
                        dataDir,
                        config.events(),
                        config.outcomes(),
                        config.rootOf(),
                        config.signing(),
                        config.limits(),
                        config.timing(),
                        Map.of(),
                        config.cluster())
                .withTiming(new EventStoreConfig.Timing(
                        t.outcomeWindow(),
                        t.transactionTimeout(),
                        t.commitTimeout(),
                        t.unknownOutcome(),
                        t.drain(),
                        t.sessionTimeout(),
                        Duration.ofSeconds(1)));

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> KafkaEventStore.open(nowhere))
                .withMessageContaining("no answer from Kafka at 127.0.0.1:1");
    }

    private static Topic withPartitions(Topic topic) {
        return new Topic(topic.name(), 3, topic.config());
    }
}
