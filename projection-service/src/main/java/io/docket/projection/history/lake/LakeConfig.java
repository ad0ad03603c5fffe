package io.docket.projection.history.lake;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where the data lake is, and how the log is cut into segments. */
@ConfigMapping(prefix = "docket.lake")
public interface LakeConfig {
    /** Whether this instance writes the partitions that it reads to the lake, and reads from there. */
    @WithDefault("false")
    boolean enabled();

    /** Bucket of the lake; created if it is missing. */
    @WithDefault("docket-lake")
    String bucket();

    /** Folder for the segments that are written or read just now; it is emptied at the start. */
    Path folder();

    /** The most events of a segment. */
    @WithDefault("50000")
    int segmentEvents();

    /** The most bytes of a segment, as the log has them. */
    @WithDefault("64M")
    MemorySize segmentSize();

    /** The longest time between the first event of a segment and the event that closes it. */
    @WithDefault("1h")
    Duration segmentAge();

    /** Pause between two looks at the log. */
    @WithDefault("10s")
    Duration checkEvery();

    /** The object store. */
    S3 s3();

    /** How the object store is reached. */
    interface S3 {
        /** Its address. */
        Optional<URI> endpoint();

        /** Region to sign for. */
        @WithDefault("us-east-1")
        String region();

        /** Id of the key. */
        Optional<String> accessKey();

        /** The secret of the key. */
        Optional<String> secretKey();

        /** Longest wait for a connection. */
        @WithDefault("2s")
        Duration connectTimeout();

        /** Longest silence on a connection. */
        @WithDefault("30s")
        Duration socketTimeout();

        /** Longest call, retries included. */
        @WithDefault("2m")
        Duration callTimeout();
    }
}
