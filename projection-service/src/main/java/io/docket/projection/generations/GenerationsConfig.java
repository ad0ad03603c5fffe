package io.docket.projection.generations;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How generations are built and how long they are kept. */
@ConfigMapping(prefix = "docket.projection.generations")
public interface GenerationsConfig {
    /** Generations of a view that are kept beside the serving one to go back to; each is kept current and costs its writes. */
    @WithDefault("1")
    int keep();

    /** How long a generation is kept after it stopped serving. */
    @WithDefault("P1D")
    Duration keepFor();

    /**
     * The longest that an instance serves queries without having looked which generation serves. A generation that
     * served is dropped twice that time after the decision at the earliest, so that nobody reads what is gone.
     */
    @WithDefault("30s")
    Duration maxUnseen();

    /** Pause between two looks at what there is to do. */
    @WithDefault("500ms")
    Duration lookPause();

    /** Pause between two updates of the metrics and of the health detail. */
    @WithDefault("2s")
    Duration reportPause();

    /** Threads of an instance that build, each with a reader of the log of its own. */
    @WithDefault("2")
    int readers();

    /** Events that are folded at once. */
    @WithDefault("5000")
    int batch();

    /** Documents that a builder keeps in memory for each partition. */
    @WithDefault("1000")
    int cachedDocuments();

    /** Attempts in a row that may fail before a build is given up. */
    @WithDefault("10")
    int attempts();
}
