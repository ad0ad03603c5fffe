package io.docket.eventstore.example;

import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.EventStoreConfig.KeyFiles;
import io.docket.eventstore.EventStoreConfig.Signing;
import java.nio.file.Path;

/** A log with signed checkpoints, in a few lines. */
public final class Sealing {
    private Sealing() {}

    /** @param keys folder of the keys */
    public static EventStoreConfig sealed(EventStoreConfig config, Path keys) {
        KeyFiles files = new KeyFiles(keys.resolve("checkpoint.pem"), keys.resolve("checkpoint.pub.pem"));
        return config.withSigning(Signing.with(files));
    }
}
