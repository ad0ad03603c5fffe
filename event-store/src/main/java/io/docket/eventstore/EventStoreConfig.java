package io.docket.eventstore;

import io.docket.contracts.topic.Topics;
import io.docket.contracts.topic.Topics.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a Kafka event store needs to know. {@link #of} gives defaults for all but the addresses.
 *
 * @param bootstrapServers addresses of the brokers, {@code host:port,...}
 * @param groupId consumer group whose members share the partitions
 * @param dataDir folder for the index of each owned partition: a cache of the log, may be deleted while stopped
 * @param events topic of the events: the system of record
 * @param outcomes topic of the outcomes: as many partitions as {@code events}
 * @param rootOf root of a stream, by its name
 * @param signing checkpoints of the hash chain, and the keys that sign them
 * @param limits sizes
 * @param timing durations
 * @param kafka further settings of every Kafka client, such as security
 * @param cluster this instance among the others
 */
public record EventStoreConfig(
        String bootstrapServers,
        String groupId,
        Path dataDir,
        Topic events,
        Topic outcomes,
        UnaryOperator<String> rootOf,
        Signing signing,
        Limits limits,
        Timing timing,
        Map<String, String> kafka,
        Cluster cluster) {
    public EventStoreConfig {
        kafka = Map.copyOf(kafka);
        requireAsManyPartitions(events, outcomes);
        if (cluster.advertised() != null) {
            requireAsManyPartitions(events, cluster.owners());
        }
        if (signing.keys() != null) {
            requireAsManyPartitions(events, signing.checkpoints());
        }
    }

    private static void requireAsManyPartitions(Topic events, Topic other) {
        if (events.partitions() != other.partitions()) {
            throw new StartRefusedException(
                    "topics " + events.name() + " and " + other.name() + " need the same number of partitions", null);
        }
    }

    /** The platform's topics with default limits and timing. */
    public static EventStoreConfig of(String bootstrapServers, String groupId, Path dataDir) {
        return new EventStoreConfig(
                bootstrapServers,
                groupId,
                dataDir,
                Topics.EVENTS,
                Topics.OUTCOMES,
                StreamId::rootOf,
                Signing.NONE,
                Limits.DEFAULT,
                Timing.DEFAULT,
                Map.of(),
                Cluster.ALONE);
    }

    /** The same with other topics. */
    public EventStoreConfig withTopics(Topic newEvents, Topic newOutcomes) {
        return new EventStoreConfig(
                bootstrapServers,
                groupId,
                dataDir,
                newEvents,
                newOutcomes,
                rootOf,
                signing,
                limits,
                timing,
                kafka,
                cluster);
    }

    /** The same with another rule for roots; streams with the same root are in one partition. */
    public EventStoreConfig withRootOf(UnaryOperator<String> newRootOf) {
        return new EventStoreConfig(
                bootstrapServers,
                groupId,
                dataDir,
                events,
                outcomes,
                newRootOf,
                signing,
                limits,
                timing,
                kafka,
                cluster);
    }

    /** The same with other limits. */
    public EventStoreConfig withLimits(Limits newLimits) {
        return new EventStoreConfig(
                bootstrapServers,
                groupId,
                dataDir,
                events,
                outcomes,
                rootOf,
                signing,
                newLimits,
                timing,
                kafka,
                cluster);
    }

    /** The same with other durations. */
    public EventStoreConfig withTiming(Timing newTiming) {
        return new EventStoreConfig(
                bootstrapServers,
                groupId,
                dataDir,
                events,
                outcomes,
                rootOf,
                signing,
                limits,
                newTiming,
                kafka,
                cluster);
    }

    /** The same with other checkpoints. */
    public EventStoreConfig withSigning(Signing newSigning) {
        return new EventStoreConfig(
                bootstrapServers,
                groupId,
                dataDir,
                events,
                outcomes,
                rootOf,
                newSigning,
                limits,
                timing,
                kafka,
                cluster);
    }

    /** The same with further settings of every Kafka client. */
    public EventStoreConfig withKafka(Map<String, String> newKafka) {
        return new EventStoreConfig(
                bootstrapServers,
                groupId,
                dataDir,
                events,
                outcomes,
                rootOf,
                signing,
                limits,
                timing,
                newKafka,
                cluster);
    }

    /** The same with other settings for several instances. */
    public EventStoreConfig withCluster(Cluster newCluster) {
        return new EventStoreConfig(
                bootstrapServers,
                groupId,
                dataDir,
                events,
                outcomes,
                rootOf,
                signing,
                limits,
                timing,
                kafka,
                newCluster);
    }

    /**
     * One instance among others.
     *
     * @param owners topic that tells who owns which partition: as many partitions as {@code events}
     * @param advertised where other instances reach this one, {@code host:port}; without it the instance publishes
     *     nothing and knows nothing of others
     * @param standby partitions that others own and whose index this instance keeps warm, at most
     */
    public record Cluster(Topic owners, @Nullable String advertised, int standby) {
        /** Keeps every partition warm that another instance owns. */
        public static final int ALL_WARM = Integer.MAX_VALUE;

        /** An instance that neither publishes what it owns nor keeps anything warm. */
        public static final Cluster ALONE = new Cluster(Topics.OWNERS, null, 0);
    }

    /**
     * Signed checkpoints of the hash chain.
     *
     * @param checkpoints topic of the checkpoints: as many partitions as the events
     * @param keys what signs them; {@code null}: none are written
     * @param everyEvents events of a partition after which one is written
     * @param every time after which one is written, if there are new events
     */
    public record Signing(Topic checkpoints, @Nullable KeyFiles keys, int everyEvents, Duration every) {
        /** No checkpoints. */
        public static final Signing NONE = new Signing(Topics.CHECKPOINTS, null, 10_000, Duration.ofMinutes(10));

        public Signing {
            if (everyEvents < 1 || every.toMillis() < 1) {
                throw new StartRefusedException("checkpoints need an interval of at least one event and 1 ms", null);
            }
        }

        /** Signed with these keys, every 10,000 events or 10 minutes. */
        public static Signing with(KeyFiles keys) {
            return new Signing(NONE.checkpoints(), keys, NONE.everyEvents(), NONE.every());
        }
    }

    /**
     * A pair of Ed25519 keys.
     *
     * @param privateKey PEM file with the private key, PKCS#8
     * @param publicKey PEM file with its public key, X.509
     */
    public record KeyFiles(Path privateKey, Path publicKey) {}

    /**
     * Sizes that bound the store.
     *
     * @param queueCapacity appends that may wait per partition; one more is an {@link OverloadedException}
     * @param queueBytes bytes of the appends that may wait per partition; one that does not fit is an
     *     {@link OverloadedException}, except where none waits
     * @param transactionRecords records in one transaction, at most
     * @param transactionBytes bytes in one transaction, at most (a single append may exceed it)
     * @param recordBytes bytes of one event or outcome with its headers, at most; the topics' own limit applies as well
     * @param blockCacheBytes memory of the index for reads, all partitions together
     * @param writeBufferBytes memory of the index for writes, per owned partition
     */
    public record Limits(
            int queueCapacity,
            long queueBytes,
            int transactionRecords,
            long transactionBytes,
            int recordBytes,
            long blockCacheBytes,
            long writeBufferBytes) {
        /** 10,000 appends or 32 MiB waiting; transactions of 2,000 records or 8 MiB; records of 4 MiB; index of 32 + 8 MiB. */
        public static final Limits DEFAULT =
                new Limits(10_000, 32L << 20, 2_000, 8 << 20, 4 << 20, 32L << 20, 8L << 20);
    }

    /**
     * Durations that bound the store.
     *
     * @param outcomeWindow how long an outcome answers for its idempotency key; the topic of the outcomes has to keep them as
     *     long
     * @param transactionTimeout after which the broker aborts the transaction of a writer that hangs
     * @param commitTimeout after which a commit without an answer counts as unknown
     * @param unknownOutcome how long the log is asked about a commit before the caller hears "unknown"
     * @param drain how long a revoked partition may finish what it accepted
     * @param sessionTimeout after which the group gives the partitions of a silent instance to another
     * @param start how long the broker may take to answer when the store opens
     */
    public record Timing(
            Duration outcomeWindow,
            Duration transactionTimeout,
            Duration commitTimeout,
            Duration unknownOutcome,
            Duration drain,
            Duration sessionTimeout,
            Duration start) {
        /** 7 days; 5 s, 5 s, 20 s, 5 s, 6 s (the broker's lowest) and 30 s. */
        public static final Timing DEFAULT = new Timing(
                Duration.ofDays(7),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                Duration.ofSeconds(5),
                Duration.ofSeconds(6),
                Duration.ofSeconds(30));

        public Timing {
            if (!outcomeWindow.isPositive()) {
                throw new StartRefusedException(
                        "a window of outcomes of " + outcomeWindow + ": keys would be forgotten at once", null);
            }
        }

        /** The same with another window. */
        public Timing withOutcomeWindow(Duration newWindow) {
            return new Timing(
                    newWindow, transactionTimeout, commitTimeout, unknownOutcome, drain, sessionTimeout, start);
        }
    }
}
