package io.docket.projection.history;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** How the history is kept and told. */
@ConfigMapping(prefix = "docket.history")
public interface HistoryConfig {
    /** Folder of the index; all of it belongs to this instance, and can be made anew from the log. */
    Path folder();

    /** How long a search may not see what was indexed. */
    @WithDefault("1s")
    Duration refresh();

    /** The same while somebody waits for a position. */
    @WithDefault("200ms")
    Duration awaitedRefresh();

    /** How long what was indexed may have to be read again after a crash. */
    @WithDefault("5s")
    Duration commit();

    /** The most streams of the log at a time. */
    @WithDefault("8")
    int maxStreams();

    /** The most streams of the log of one tenant at a time. */
    @WithDefault("4")
    int maxStreamsPerTenant();

    /** The most exports at a time. */
    @WithDefault("3")
    int maxExports();

    /** The most exports of one tenant at a time. */
    @WithDefault("2")
    int maxExportsPerTenant();
}
