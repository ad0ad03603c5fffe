package io.docket.projection.apply;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What happens when the stored views are not made from the log that is there. */
@ConfigMapping(prefix = "docket.projection.source")
public interface SourceConfig {
    /**
     * {@code rebuild} makes the views anew from the start of the log; {@code refuse} stops the service, for where the
     * address of the log may be wrong and making the views is expensive.
     */
    @WithDefault("rebuild")
    OnForeignLog onForeignLog();

    /** The longest that the service waits at its start for the log and the store. */
    @WithDefault("60s")
    Duration startTimeout();

    /** What to do with views of another log. */
    enum OnForeignLog {
        /** Make the views anew. */
        REBUILD,
        /** Stop. */
        REFUSE
    }
}
