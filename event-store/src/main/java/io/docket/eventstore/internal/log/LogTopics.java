package io.docket.eventstore.internal.log;

import io.docket.contracts.topic.Topics.Topic;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.StartRefusedException;
import io.docket.eventstore.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The broker and its topics as the store needs them: creates what is missing, refuses what would lose or tear data. */
public final class LogTopics {
    private static final String TRANSACTION_VERSION = "transaction.version";
    private static final int LOWEST_TRANSACTION_VERSION = 2;
    private static final int DESCRIBE_ATTEMPTS = 50;
    private static final long DESCRIBE_PAUSE_MILLIS = 100;

    private final Admin admin;
    private final EventStoreConfig config;

    public LogTopics(Admin admin, EventStoreConfig config) {
        this.admin = admin;
        this.config = config;
    }

    /**
     * Id of the Kafka cluster that the addresses lead to.
     *
     * @throws StoreUnavailableException if the broker does not answer
     */
    public String clusterId() {
        return get(admin.describeCluster().clusterId());
    }

    /**
     * Checks the broker and the topics.
     *
     * @throws StartRefusedException if the broker or an existing topic must not be used as it is
     * @throws StoreUnavailableException if the broker does not answer
     */
    public LogIdentity prepare() {
        requireTransactions();
        OutcomeRetention retention =
                new OutcomeRetention(config.outcomes(), config.timing().outcomeWindow());
        create(config.events());
        create(retention.created());
        TopicDescription events = describe(config.events());
        TopicDescription outcomes = describe(config.outcomes());
        if (config.cluster().advertised() != null) {
            prepareTable(config.cluster().owners());
        }
        requireUnlimitedRetention(config.events());
        retention.require(name -> setting(config.outcomes(), name));
        if (config.signing().keys() != null) {
            Topic checkpoints = config.signing().checkpoints();
            create(checkpoints);
            describe(checkpoints);
            requireUnlimitedRetention(checkpoints);
        }
        return new LogIdentity(
                clusterId(),
                events.name(),
                events.topicId().toString(),
                outcomes.topicId().toString(),
                maxMessageBytes(config.timing().start()));
    }

    /**
     * Creates a topic that keeps the last value of each key, if it is missing, and checks it.
     *
     * @throws StartRefusedException if an existing topic would lose values
     * @throws StoreUnavailableException if the broker does not answer
     */
    public void prepareTable(Topic topic) {
        create(topic);
        describe(topic);
        String cleanup = setting(topic, TopicConfig.CLEANUP_POLICY_CONFIG);
        if (!cleanup.strip().equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            throw new StartRefusedException(
                    "topic " + topic.name() + " has cleanup.policy=" + cleanup
                            + " instead of compact: the last values of its keys would be deleted",
                    null);
        }
    }

    /**
     * The largest batch that both topics take, in bytes.
     *
     * @param atMost how long each of the two may take
     * @throws StoreUnavailableException if the broker does not answer
     */
    public int maxMessageBytes(Duration atMost) {
        return Math.min(maxMessageBytes(config.events(), atMost), maxMessageBytes(config.outcomes(), atMost));
    }

    private void requireTransactions() {
        Map<String, FinalizedVersionRange> features =
                get(admin.describeFeatures().featureMetadata()).finalizedFeatures();
        FinalizedVersionRange range = features.get(TRANSACTION_VERSION);
        int version = range == null ? 0 : range.maxVersionLevel();
        if (version < LOWEST_TRANSACTION_VERSION) {
            throw new StartRefusedException(
                    "the Kafka cluster at " + config.bootstrapServers() + " has " + TRANSACTION_VERSION + "=" + version
                            + ", the event store needs " + LOWEST_TRANSACTION_VERSION
                            + " or later: below it a transaction can be torn",
                    null);
        }
    }

    private void create(Topic topic) {
        NewTopic wanted =
                new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty()).configs(topic.config());
        try {
            get(admin.createTopics(List.of(wanted)).all());
        } catch (TopicExistsException e) {
            // as it should be on every start but the first
        }
    }

    private TopicDescription describe(Topic topic) {
        for (int attempt = 1; ; attempt++) {
            try {
                TopicDescription found = get(admin.describeTopics(List.of(topic.name()))
                                .allTopicNames())
                        .get(topic.name());
                requirePartitions(topic, found);
                Replication.require(found, name -> setting(topic, name));
                return found;
            } catch (UnknownTopicOrPartitionException e) {
                if (attempt == DESCRIBE_ATTEMPTS) {
                    throw new StoreUnavailableException("topic " + topic.name() + " does not appear", e);
                }
                pause();
            }
        }
    }

    private static void requirePartitions(Topic topic, TopicDescription found) {
        if (found.partitions().size() != topic.partitions()) {
            throw new StartRefusedException(
                    "topic " + topic.name() + " has " + found.partitions().size() + " partitions instead of "
                            + topic.partitions() + ": keys would be in other partitions than their history",
                    null);
        }
    }

    private void requireUnlimitedRetention(Topic topic) {
        for (String setting : List.of(TopicConfig.RETENTION_MS_CONFIG, TopicConfig.RETENTION_BYTES_CONFIG)) {
            String value = setting(topic, setting);
            if (!value.equals("-1")) {
                throw new StartRefusedException(
                        "topic " + topic.name() + " has " + setting + "=" + value
                                + " instead of -1: history would be deleted",
                        null);
            }
        }
        String cleanup = setting(topic, TopicConfig.CLEANUP_POLICY_CONFIG);
        if (!cleanup.equals(TopicConfig.CLEANUP_POLICY_DELETE)) {
            throw new StartRefusedException(
                    "topic " + topic.name() + " has cleanup.policy=" + cleanup
                            + " instead of delete: history would be compacted away",
                    null);
        }
    }

    private int maxMessageBytes(Topic topic, Duration atMost) {
        return Integer.parseInt(setting(topic, TopicConfig.MAX_MESSAGE_BYTES_CONFIG, atMost));
    }

    private String setting(Topic topic, String name) {
        return setting(topic, name, config.timing().start());
    }

    private String setting(Topic topic, String name, Duration atMost) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        Config settings =
                get(admin.describeConfigs(List.of(resource)).all(), atMost).get(resource);
        return settings.get(name).value();
    }

    private <T> T get(KafkaFuture<T> future) {
        return get(future, config.timing().start());
    }

    private <T> T get(KafkaFuture<T> future, Duration atMost) {
        try {
            return future.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException timeout
                    ? unreachable(timeout)
                    : e.getCause() instanceof RuntimeException cause ? cause : unreachable(e);
        } catch (TimeoutException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        }
    }

    private StoreUnavailableException unreachable(Exception cause) {
        return new StoreUnavailableException(
                "no answer from Kafka at " + config.bootstrapServers() + " within "
                        + config.timing().start(),
                cause);
    }

    private static void pause() {
        try {
            Thread.sleep(DESCRIBE_PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
