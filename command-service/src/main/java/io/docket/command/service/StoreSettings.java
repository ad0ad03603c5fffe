package io.docket.command.service;

import io.docket.contracts.topic.Topics;
import io.docket.contracts.topic.Topics.Topic;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.EventStoreConfig.Cluster;
import io.docket.eventstore.EventStoreConfig.Timing;
import java.time.Duration;

/** The event store's settings from those of the service. */
final class StoreSettings {
    private static final String PREFIX = "docket";

    private StoreSettings() {}

    /** With the checkpoints beside the events: two logs in one cluster must not be sealed in one topic. */
    static EventStoreConfig of(CommandConfig config, SigningConfig signing) {
        return of(config).withSigning(signing.signing(named(Topics.CHECKPOINTS, config.topicPrefix())));
    }

    private static EventStoreConfig of(CommandConfig config) {
        String prefix = config.topicPrefix();
        return EventStoreConfig.of(config.kafka(), config.group(), config.dataDir())
                .withKafka(config.kafkaSettings())
                .withTopics(named(Topics.EVENTS, prefix), named(Topics.OUTCOMES, prefix))
                .withTiming(Timing.DEFAULT.withOutcomeWindow(window(config.outcomeWindow())))
                .withCluster(new Cluster(
                        named(Topics.OWNERS, prefix), config.advertised().orElse(null), standby(config.standby())));
    }

    private static Topic named(Topic topic, String prefix) {
        return topic.named(prefix + topic.name().substring(PREFIX.length()));
    }

    /** How long outcomes answer for their keys. Throws what the operator has to read if none ever would. */
    static Duration window(Duration setting) {
        if (!setting.isPositive()) {
            throw new IllegalArgumentException(
                    "docket.command.outcome-window=" + setting + " is not a time to keep keys for");
        }
        return setting;
    }

    /** Partitions to keep warm, at most. Throws what the operator has to read if the setting is neither of the three. */
    static int standby(String setting) {
        return switch (setting) {
            case "none" -> 0;
            case "all" -> Cluster.ALL_WARM;
            default -> number(setting);
        };
    }

    private static int number(String setting) {
        try {
            int partitions = Integer.parseInt(setting);
            if (partitions >= 0) {
                return partitions;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new IllegalArgumentException(
                "docket.command.standby=" + setting + " is neither none nor all nor a number of partitions");
    }
}
