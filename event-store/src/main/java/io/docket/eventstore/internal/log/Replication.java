package io.docket.eventstore.internal.log;

import io.docket.eventstore.StartRefusedException;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;

/** What a topic with several copies needs, so that what was acknowledged outlives the broker that leads it. */
final class Replication {
    private Replication() {}

    /**
     * Checks a topic that exists.
     *
     * @param topic the topic, with its replicas
     * @param settings value of each of its settings, by name
     * @throws StartRefusedException if it has several replicas and would acknowledge what one of them has alone, or go on without it
     */
    static void require(TopicDescription topic, UnaryOperator<String> settings) {
        boolean several = topic.partitions().stream()
                .anyMatch(partition -> partition.replicas().size() > 1);
        if (!several) {
            return;
        }
        String inSync = settings.apply(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
        if (Integer.parseInt(inSync) < 2) {
            throw refused(topic, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, inSync, "2 or more");
        }
        String unclean = settings.apply(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG);
        if (Boolean.parseBoolean(unclean)) {
            throw refused(topic, TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, unclean, "false");
        }
    }

    private static StartRefusedException refused(TopicDescription topic, String setting, String value, String wanted) {
        return new StartRefusedException(
                "topic " + topic.name() + " has several replicas and " + setting + "=" + value + " instead of " + wanted
                        + ": what was acknowledged would be lost with one broker",
                null);
    }
}
