package io.docket.projection.redis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The hot views. */
@ConfigMapping(prefix = "docket.projection.redis")
public interface RedisConfig {
    /** Begins every key; the braces keep all of them in one slot of a cluster. */
    @WithDefault("docket:{views}")
    String prefix();

    /** The longest that a write of a batch may take. */
    @WithDefault("5s")
    Duration writeTimeout();

    /** The longest that a query waits before it asks the stored documents instead. */
    @WithDefault("500ms")
    Duration queryTimeout();

    /** Pause before the hot views are repaired again after a failed attempt. */
    @WithDefault("2s")
    Duration repairPause();
}
