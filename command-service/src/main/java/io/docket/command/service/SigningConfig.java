package io.docket.command.service;

import io.docket.eventstore.EventStoreConfig.KeyFiles;
import io.docket.eventstore.EventStoreConfig.Signing;
import io.docket.eventstore.StartRefusedException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Signed checkpoints of the log. Without a key none are written. */
@ConfigMapping(prefix = "docket.signing")
public interface SigningConfig {
    /** PEM file with the private Ed25519 key, PKCS#8. */
    Optional<Path> key();

    /** PEM file with its public key, X.509: what auditors get. */
    Optional<Path> publicKey();

    /** Events of a partition after which a checkpoint is written. */
    @WithDefault("10000")
    int everyEvents();

    /** Time after which a checkpoint is written, if there are new events. */
    @WithDefault("10m")
    Duration every();

    /** The same in the words of the event store. */
    default Signing signing() {
        if (key().isPresent() != publicKey().isPresent()) {
            throw new StartRefusedException(
                    "docket.signing.key and docket.signing.public-key are needed together", null);
        }
        KeyFiles keys =
                key().isEmpty() ? null : new KeyFiles(key().get(), publicKey().orElseThrow());
        return new Signing(Signing.NONE.checkpoints(), keys, everyEvents(), every());
    }
}
