package io.docket.projection.deadletter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much may wait. Nothing is ever skipped: what is over a limit is looked for in the log, or stands still. */
@ConfigMapping(prefix = "docket.projection.dead-letters")
public interface DeadLetterConfig {
    /** Waiting events of one root whose places are noted; a retry looks for further ones in the log. */
    @WithDefault("1000")
    int maxQueuedPerRoot();

    /** Waiting events whose places this instance notes altogether; a retry looks for further ones in the log. */
    @WithDefault("100000")
    int maxQueued();

    /** Roots that may be parked in the partitions of this instance; a partition that needs more stands still. */
    @WithDefault("10000")
    int maxRoots();

    /** Pause between two looks for what operators ask for. */
    @WithDefault("500ms")
    Duration lookPause();

    /** The longest that one operation of the store may take. */
    @WithDefault("30s")
    Duration operationTimeout();
}
