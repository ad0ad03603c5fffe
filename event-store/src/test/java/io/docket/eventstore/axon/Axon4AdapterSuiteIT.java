package io.docket.eventstore.axon;

import static org.awaitility.Awaitility.await;

import io.docket.eventstore.EventStore;
import io.docket.eventstore.PartitionStatus.State;
import io.docket.eventstore.TestLog;
import io.docket.eventstore.adapter.Adapter;
import io.docket.eventstore.adapter.AdapterSuite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class Axon4AdapterSuiteIT extends AdapterSuite {
    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path dataDir;

    @TempDir
    private Path otherDataDir;

    private final TestLog log = new TestLog(PARTITIONS);

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

    /** Another instance joins, gets a part, and leaves again. */
    @Override
    protected List<String> elsewhere(Adapter running, List<String> sums, BiConsumer<Adapter, String> does) {
        EventStore here = ((Axon4Adapter) running).store();
        List<String> moved;
        try (EventStore there = log.join(otherDataDir);
                Axon4Adapter other = new Axon4Adapter(there)) {
            await().atMost(PATIENCE).until(() -> served(there) > 0 && served(there) + served(here) == PARTITIONS);
            moved = sums.stream().filter(other::serves).toList();
            moved.forEach(sum -> does.accept(other, sum));
        }
        await().atMost(PATIENCE).until(() -> served(here) == PARTITIONS);
        return moved;
    }

    private static int served(EventStore store) {
        return (int) store.partitions().stream()
                .filter(status -> status.state() == State.SERVING)
                .count();
    }
}
