package io.docket.notification.emit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Limits of events that external systems emit, and where they go. */
@ConfigMapping(prefix = "docket.emit")
public interface EmitConfig {
    /** Address of the command service, without a path. */
    URI commandUrl();

    /** Longest wait for a connection to it. */
    @WithDefault("2s")
    Duration connectTimeout();

    /** Longest wait for its whole answer. */
    @WithDefault("15s")
    Duration timeout();

    /** Bytes of its answer. */
    @WithDefault("1048576")
    int maxAnswerBytes();

    /** Bytes of an event; more are refused with 413. */
    @WithDefault("1048576")
    int maxBodyBytes();

    /** Time for a client to send an event; then it is refused with 408. */
    @WithDefault("30s")
    Duration bodyWithin();

    /** Events at once; more are refused with 429. */
    @WithDefault("32")
    int maxAtOnce();
}
