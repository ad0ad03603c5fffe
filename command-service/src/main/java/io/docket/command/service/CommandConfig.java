package io.docket.command.service;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Settings of the command service. */
@ConfigMapping(prefix = "docket.command")
public interface CommandConfig {
    /** Addresses of the Kafka brokers, {@code host:port,...}. */
    String kafka();

    /**
     * Further settings of every Kafka client by Kafka's names, such as security; as their names have dots, they are quoted:
     * {@code docket.command.kafka-settings."security.protocol"=SASL_SSL}. What the store sets itself stays as it is.
     */
    Map<String, String> kafkaSettings();

    /** Folder for the index of the owned partitions: a cache of the log. */
    Path dataDir();

    /** Consumer group of the instances that share the partitions. */
    @WithDefault("docket-command-service")
    String group();

    /** How the names of the topics begin. */
    @WithDefault("docket")
    String topicPrefix();

    /** Where other instances reach this one, {@code host:port}; without it commands are not routed. */
    Optional<String> advertised();

    /** Partitions of other instances whose index is kept warm: {@code none}, {@code all} or a number. */
    @WithDefault("none")
    String standby();

    /** Entities kept in memory. */
    @WithDefault("50000")
    int cachedEntities();

    /**
     * Bytes of snapshots and events that those entities were made of; without it, an eighth of the heap. In memory an entity
     * is about two to four times as large. One that has more alone is loaded for each command.
     */
    Optional<Long> cachedEntityBytes();

    /** Events of an entity after which a snapshot of it is taken, so that loading it replays about as many at most; 0: never. */
    @WithDefault("500")
    int snapshotEvery();

    /** How long the first outcome answers for its idempotency key; the topic of the outcomes has to keep them as long. */
    @WithDefault("7d")
    Duration outcomeWindow();

    /** Versions of case types kept in memory, with their compiled schemas. */
    @WithDefault("1000")
    int cachedCaseTypes();

    /** Bytes of a command's payload. */
    @WithDefault("1048576")
    int payloadBytes();

    /** How long a client may take to send the payload of a single command; after that its connection is closed. */
    @WithDefault("60s")
    Duration payloadTime();

    /** Bytes of the payload of {@code deploy-process}. */
    @WithDefault("4194304")
    int deploymentBytes();

    /** Single commands carried out at once while they keep their latency; one more is answered 429. */
    @WithDefault("2048")
    int inFlight();

    /** Single commands that are carried out at once however long they take. */
    @WithDefault("64")
    int leastInFlight();

    /** Latency that nine of ten single commands shall keep: while they do not, fewer are carried out at once. */
    @WithDefault("100ms")
    Duration latencyGoal();

    /** How long a decision may take, waiting for its entity included; after that it is answered 503 and not written. */
    @WithDefault("30s")
    Duration decisionDeadline();

    /** Other instances. */
    Peer peer();

    /** Limits of what instances ask each other. */
    interface Peer {
        /** How long the owner may take to answer a command; after that its outcome is not known. */
        @WithDefault("15s")
        Duration deadline();

        /** How long an instance may take to answer anything else. */
        @WithDefault("2s")
        Duration lookupDeadline();

        /** Commands under way to one other instance. */
        @WithDefault("1024")
        int inFlight();

        /** How long a command waits for its turn when so many are; after that it is answered 503. */
        @WithDefault("1s")
        Duration patience();

        /** Commands of other instances carried out at once; one more is answered 503. */
        @WithDefault("4096")
        int served();

        /**
         * PEM file with the certificates of whoever signs those of the instances: connections to them are encrypted. Without
         * it they are in plain text.
         */
        Optional<Path> authorities();

        /** Name that the certificates of all instances are for; without it, the host of an instance's address. */
        Optional<String> name();
    }

    /** Interim data of processes. */
    Interim interim();

    /** Where interim data that commands name is asked about. */
    interface Interim {
        /** Address of the workflow bridge. */
        @WithDefault("http://127.0.0.1:8083")
        URI bridge();

        /** How long the bridge may take to answer; after that the command is answered 503. */
        @WithDefault("5s")
        Duration timeout();
    }

    /** Many commands in one request. */
    Bulk bulk();

    /** Limits of one request with many commands. */
    interface Bulk {
        /**
         * Commands of one request read and not yet answered. Clients tend to send case after case, so that only few of
         * them can be carried out at once: the larger the window, the more commands share a transaction.
         */
        @WithDefault("4096")
        int inFlight();

        /** Bytes of those commands. */
        @WithDefault("8388608")
        int bytesInFlight();

        /** Requests served at once; one more is answered 429. */
        @WithDefault("16")
        int requests();

        /** How long a command that cannot be taken now is tried again before it is answered 503. */
        @WithDefault("15s")
        Duration patience();
    }
}
