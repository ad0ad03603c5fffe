package io.docket.eventstore.axon;

import io.docket.eventstore.TestLog;
import java.nio.file.Path;
import org.axonframework.eventsourcing.eventstore.EventStorageEngineTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Axon's own tests of a storage engine, unmodified. All aggregates have one root: some tests append several at once. */
class AxonsEngineTestsOnOnePartitionIT extends EventStorageEngineTest {
    @TempDir
    private Path dataDir;

    private final TestLog log = new TestLog(1);

    @BeforeEach
    void open() {
        setTestSubject(OpenEngine.on(log.open(log.config(dataDir).withRootOf(stream -> "everything"))));
    }

    @AfterEach
    void close() {
        log.close();
    }
}
