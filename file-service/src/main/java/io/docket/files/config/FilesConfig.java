package io.docket.files.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** What can be configured under {@code docket.files}. */
@ConfigMapping(prefix = "docket.files")
public interface FilesConfig {
    /** Largest file. */
    @WithDefault("5G")
    MemorySize maxSize();

    /** Larger files are sent in parts. */
    @WithDefault("16M")
    MemorySize multipartAbove();

    /** Length of a part, at least 5M. */
    @WithDefault("16M")
    MemorySize partSize();

    /** How long a link to the store is accepted. */
    @WithDefault("15m")
    Duration linksValidFor();

    /** How many files may be read through at a time to verify them. */
    @WithDefault("4")
    int maxReadings();

    /** Uploads that come to no end. */
    Unfinished uploads();

    /** The object store. */
    S3 s3();

    /** The command service. */
    Command command();

    /** When an upload is given up. */
    interface Unfinished {
        /** How long after the last link was asked for. */
        @WithDefault("24h")
        Duration abandonedAfter();

        /** How often they are looked for. */
        @WithDefault("1h")
        Duration sweepEvery();
    }

    /** How the object store is reached. */
    interface S3 {
        /** Address for this service. */
        URI endpoint();

        /** Address for clients, where it is another one. */
        Optional<URI> publicEndpoint();

        /** Region to sign for. */
        @WithDefault("us-east-1")
        String region();

        /** Id of the key. */
        String accessKey();

        /** The secret of the key. */
        String secretKey();

        /** Bucket of all files; created if it is missing. */
        String bucket();

        /** Longest wait for a connection. */
        @WithDefault("2s")
        Duration connectTimeout();

        /** Longest silence on a connection. */
        @WithDefault("30s")
        Duration socketTimeout();

        /** Longest call, retries included; putting the parts of the largest file together must fit. */
        @WithDefault("2m")
        Duration callTimeout();

        /** How long the start waits for the store to answer. */
        @WithDefault("60s")
        Duration startTimeout();
    }

    /** How the command service is reached. */
    interface Command {
        /** Its address, without a path. */
        URI url();

        /** Longest wait for a connection. */
        @WithDefault("2s")
        Duration connectTimeout();

        /** Longest wait for an answer. */
        @WithDefault("15s")
        Duration timeout();

        /** Longest answer. */
        @WithDefault("1M")
        MemorySize maxAnswer();
    }
}
