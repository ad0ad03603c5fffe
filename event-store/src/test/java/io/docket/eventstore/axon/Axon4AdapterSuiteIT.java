package io.docket.eventstore.axon;

import io.docket.eventstore.TestLog;
import io.docket.eventstore.adapter.Adapter;
import io.docket.eventstore.adapter.AdapterSuite;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class Axon4AdapterSuiteIT extends AdapterSuite {
    @TempDir
    private Path dataDir;

    private final TestLog log = new TestLog(4);

    @AfterEach
    void close() {
        log.close();
    }

    @Override
    protected Adapter onEmptyLog() {
        return new Axon4Adapter(log.open(dataDir));
    }

    @Override
    protected Adapter restarted(Adapter running) {
        running.close();
        ((Axon4Adapter) running).store().close();
        return new Axon4Adapter(log.open(dataDir));
    }
}
