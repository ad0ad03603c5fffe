package io.docket.eventstore.internal.log;

import io.docket.contracts.topic.Topics.Topic;
import io.docket.eventstore.StartRefusedException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How long the outcomes have to stay in their topic: an index is built from it, so a key that the topic has lost is not known
 * any more, and its command would be carried out a second time.
 *
 * @param topic topic of the outcomes
 * @param window how long an outcome answers for its idempotency key
 */
record OutcomeRetention(Topic topic, Duration window) {
    private static final String UNLIMITED = "-1";

    /** By how much the clocks of a broker and an instance may differ. */
    private static final Duration MARGIN = Duration.ofDays(1);

    /** The topic as it is created: where it would delete within the window, it keeps everything for the window and a day. */
    Topic created() {
        Map<String, String> settings = new HashMap<>(topic.config());
        settings.putIfAbsent(TopicConfig.RETENTION_BYTES_CONFIG, UNLIMITED);
        String retention = settings.get(TopicConfig.RETENTION_MS_CONFIG);
        if (retention == null || isTooShort(retention)) {
            settings.put(
                    TopicConfig.RETENTION_MS_CONFIG,
                    Long.toString(window.plus(MARGIN).toMillis()));
        }
        return new Topic(topic.name(), topic.partitions(), settings);
    }

    /**
     * Checks the topic as it is.
     *
     * @param setting value of a setting of the topic
     * @throws StartRefusedException if it deletes within the window
     */
    void require(UnaryOperator<String> setting) {
        if (!deletes(setting.apply(TopicConfig.CLEANUP_POLICY_CONFIG))) {
            return;
        }
        String retention = setting.apply(TopicConfig.RETENTION_MS_CONFIG);
        if (isTooShort(retention)) {
            throw new StartRefusedException(
                    "topic " + topic.name() + " has retention.ms=" + retention
                            + ", but idempotency keys are to be known for " + window + ": set its retention.ms to "
                            + window.toMillis() + " or more, or a shorter window",
                    null);
        }
        String bytes = setting.apply(TopicConfig.RETENTION_BYTES_CONFIG);
        if (!bytes.equals(UNLIMITED)) {
            throw new StartRefusedException(
                    "topic " + topic.name() + " has retention.bytes=" + bytes
                            + " instead of -1: idempotency keys would be forgotten before their time",
                    null);
        }
    }

    private static boolean deletes(String cleanupPolicies) {
        return Arrays.stream(cleanupPolicies.split(","))
                .anyMatch(policy -> policy.strip().equals(TopicConfig.CLEANUP_POLICY_DELETE));
    }

    private boolean isTooShort(String retentionMillis) {
        long millis = Long.parseLong(retentionMillis);
        return millis >= 0 && millis < window.toMillis();
    }
}
