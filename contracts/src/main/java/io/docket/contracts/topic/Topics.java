package io.docket.contracts.topic;

import java.util.List;
import java.util.Map;

/** The Kafka topics of the platform and how each is created. */
public final class Topics {
    /** Partitions of the event log; everything that is aligned with it has as many. */
    public static final int PARTITIONS = 6;

    /** The system of record. Unlimited retention. */
    public static final Topic EVENTS = new Topic(
            "docket.events",
            PARTITIONS,
            Map.of(
                    "cleanup.policy",
                    "delete",
                    "retention.ms",
                    "-1",
                    "retention.bytes",
                    "-1",
                    "max.message.bytes",
                    "8388608"));

    /** Outcomes of commands by idempotency key, in the partition of their events and in the same transaction; kept 7 days. */
    public static final Topic OUTCOMES = new Topic(
            "docket.outcomes",
            PARTITIONS,
            Map.of("cleanup.policy", "compact,delete", "retention.ms", "604800000", "max.message.bytes", "8388608"));

    /** Signed checkpoints of the hash chain, each in the partition of its events. Unlimited retention. */
    public static final Topic CHECKPOINTS = new Topic(
            "docket.checkpoints",
            PARTITIONS,
            Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1"));

    /**
     * Who owns which partition of the events: key is the partition, value its owner, a tombstone nobody. Each partition
     * tells of the events' partition with its number alone, so that no two owners write the same one.
     */
    public static final Topic OWNERS = new Topic("docket.owners", PARTITIONS, Map.of("cleanup.policy", "compact"));

    /** Records of Zeebe's log, written by the exporter inside the broker; a transport, kept 7 days. */
    public static final Topic ZEEBE = new Topic(
            "docket.zeebe",
            1,
            Map.of("cleanup.policy", "delete", "retention.ms", "604800000", "max.message.bytes", "8388608"));

    private Topics() {}

    /** Every topic that the platform needs. */
    public static List<Topic> all() {
        return List.of(EVENTS, OUTCOMES, CHECKPOINTS, OWNERS, ZEEBE);
    }

    /**
     * A topic and its settings.
     *
     * @param name name in Kafka
     * @param partitions number of partitions
     * @param config Kafka topic configuration, by key
     */
    public record Topic(String name, int partitions, Map<String, String> config) {
        /** The same under another name. */
        public Topic named(String newName) {
            return new Topic(newName, partitions, config);
        }
    }
}
