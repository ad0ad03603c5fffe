package io.docket.projection.history.proof;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How proofs are made and verified. */
@ConfigMapping(prefix = "docket.proof")
public interface ProofConfig {
    /** Topic of the signed checkpoints. */
    @WithDefault("docket.checkpoints")
    String checkpoints();

    /** Public keys that checkpoints may be signed with: files, or folders with files {@code *.pub.pem}. */
    Optional<List<Path>> publicKeys();

    /** The most records of the log that one proof may lead over; each costs about 43 bytes. */
    @WithDefault("1000000")
    int maxRecords();

    /** The most events of the root in one proof. */
    @WithDefault("100000")
    int maxEvents();

    /** Proofs that are made or verified at a time. */
    @WithDefault("4")
    int maxConcurrent();

    /** Bytes of a proof that is sent to be verified. */
    @WithDefault("10000000")
    long maxBodyBytes();

    /** Time for a client to send a proof: it has a turn as long. */
    @WithDefault("30s")
    Duration bodyWithin();

    /** The longest silence of the log while it is read. */
    @WithDefault("10s")
    Duration readTimeout();
}
