package io.docket.command.service;

import io.docket.contracts.topic.Topics.Topic;
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

    /**
     * The same in the words of the event store. A public key alone is an auditor's and signs nothing.
     *
     * @param checkpoints topic that they are written to
     * @throws StartRefusedException if there is a private key without its public key
     */
    default Signing signing(Topic checkpoints) {
        KeyFiles keys = key().map(privateKey -> new KeyFiles(
                        privateKey,
                        publicKey()
                                .orElseThrow(() -> new StartRefusedException(
                                        "docket.signing.key needs docket.signing.public-key beside it", null))))
                .orElse(null);
        return new Signing(checkpoints, keys, everyEvents(), every());
    }
}
