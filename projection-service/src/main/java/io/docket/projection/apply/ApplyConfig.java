package io.docket.projection.apply;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How batches are applied. */
@ConfigMapping(prefix = "docket.projection.apply")
public interface ApplyConfig {
    /** Documents that are kept in memory for each partition. */
    @WithDefault("3000")
    int cachedDocuments();

    /** The longest that one operation of the store may take. */
    @WithDefault("30s")
    Duration operationTimeout();

    /** Pause after a failed attempt; it doubles up to {@link #maxRetryPause()}. */
    @WithDefault("200ms")
    Duration retryPause();

    /** The longest pause between two attempts. */
    @WithDefault("5s")
    Duration maxRetryPause();
}
