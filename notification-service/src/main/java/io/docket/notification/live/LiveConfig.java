package io.docket.notification.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Limits of live subscriptions. */
@ConfigMapping(prefix = "docket.live")
public interface LiveConfig {
    /** Events kept in memory for clients that follow or come back. */
    @WithDefault("20000")
    int tailEvents();

    /** Bytes kept in memory for them, estimated. */
    @WithDefault("50331648")
    long tailBytes();

    /** Bytes kept of what was read from Kafka for clients that are behind, estimated. */
    @WithDefault("16777216")
    long readCacheBytes();

    /** Cases and tasks whose type and assignee are in memory; those of others are on disk. */
    @WithDefault("300000")
    int maxEntities();

    /** Folder for what does not fit; no other process may use it. It is emptied at the start. */
    @WithDefault(".docket/notification-service/facts")
    Path factsDir();

    /** Threads that serve clients which are behind; each may have one reader of Kafka open. */
    @WithDefault("3")
    int catchUpThreads();

    /** Connections at once; more are refused with 503. */
    @WithDefault("10000")
    int maxConnections();

    /** Streams and polls over plain HTTP at once; more are refused with 503. */
    @WithDefault("1000")
    int maxStreams();

    /** Subscriptions of one connection. */
    @WithDefault("64")
    int maxSubscriptions();

    /** Longest frame of a client, in characters. */
    @WithDefault("65536")
    int maxFrameChars();

    /** Frames that a client may send in a burst. */
    @WithDefault("200")
    int frameBurst();

    /** Frames a second that a client may send in the long run. */
    @WithDefault("50")
    int framesPerSecond();

    /** Bad frames at which a connection is closed; one is forgiven a minute. */
    @WithDefault("10")
    int maxFaults();

    /** Events that may wait for a client. */
    @WithDefault("512")
    int outboxFrames();

    /** Bytes that may wait for a client; one event may go beyond. The answer to a poll has as many. */
    @WithDefault("1048576")
    long outboxBytes();

    /** Bytes that the operating system may hold for a client. */
    @WithDefault("131072")
    int sendBufferBytes();

    /** A client for which events wait must take some within this time. */
    @WithDefault("15s")
    Duration stuckAfter();

    /** Events that it must take in that time, unless it takes all, or as many bytes as below. */
    @WithDefault("16")
    int minFramesTaken();

    /** Bytes that it must take in that time. */
    @WithDefault("65536")
    long minBytesTaken();

    /** Time for a client that is closed to take what it was sent and the reason; then the connection is cut. */
    @WithDefault("15s")
    Duration closeWithin();

    /** Time for a client to authenticate. */
    @WithDefault("10s")
    Duration authWithin();

    /** How long before a token ends the client is warned. */
    @WithDefault("30s")
    Duration tokenWarning();

    /** How often a connection is pinged; one that answers none of three in a row is closed. */
    @WithDefault("25s")
    Duration heartbeat();

    /** Origins of web pages that may connect; clients without an Origin header always may. {@code *} allows all. */
    Optional<List<String>> allowedOrigins();
}
