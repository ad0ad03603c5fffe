package io.docket.eventstore;

import io.docket.eventstore.EventStoreConfig.Timing;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class KafkaEventStoreSuiteIT extends EventStoreSuite {
    @TempDir
    private Path dataDir;

    private final TestLog log = new TestLog(3);

    @AfterEach
    void close() {
        log.close();
    }

    @Override
    protected EventStore emptyStore() {
        return log.open(dataDir);
    }

    @Override
    protected EventStore restarted(EventStore running) {
        running.close();
        return log.open(dataDir);
    }

    @Override
    protected EventStore forgetting(EventStore running, Duration outcomeWindow) {
        running.close();
        return log.open(log.config(dataDir).withTiming(Timing.DEFAULT.withOutcomeWindow(outcomeWindow)));
    }
}
