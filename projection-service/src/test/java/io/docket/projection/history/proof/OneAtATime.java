package io.docket.projection.history.proof;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings that leave room for one proof. */
final class OneAtATime implements ProofConfig {
    @Override
    public String checkpoints() {
        return "checkpoints";
    }

    @Override
    public Optional<List<Path>> publicKeys() {
        return Optional.empty();
    }

    @Override
    public int maxRecords() {
        return 1;
    }

    @Override
    public int maxEvents() {
        return 1;
    }

    @Override
    public int maxConcurrent() {
        return 1;
    }

    @Override
    public long maxBodyBytes() {
        return 1_000_000_000;
    }

    @Override
    public Duration bodyWithin() {
        return Duration.ofMillis(20);
    }

    @Override
    public Duration readTimeout() {
        return Duration.ofSeconds(1);
    }
}
