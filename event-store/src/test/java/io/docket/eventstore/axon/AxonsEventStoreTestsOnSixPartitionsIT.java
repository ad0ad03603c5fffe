package io.docket.eventstore.axon;

import io.docket.eventstore.TestLog;
import java.nio.file.Path;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStoreTest;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Axon's own tests of its event store over an engine, unmodified. */
@Isolated("some allow 100 ms for a round through the broker")
class AxonsEventStoreTestsOnSixPartitionsIT extends EmbeddedEventStoreTest {
    @TempDir
    private Path dataDir;

    private final TestLog log = new TestLog(6);

    @Override
    public EventStorageEngine createStorageEngine() {
        return OpenEngine.warmedUpOn(log.open(dataDir));
    }

    @AfterEach
    void close() {
        log.close();
    }
}
