package io.docket.eventstore.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.eventstore.DuplicateKeyException;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.TestLog;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CounterIT {
    @Test
    void the_counter_of_the_readme_counts(@TempDir Path dataDir) {
        try (TestLog log = new TestLog(1)) {
            EventStore store = log.open(dataDir);
            Counter counter = new Counter(store, "c1");

            counter.add(2, "alice", "key-1").toCompletableFuture().join();
            counter.add(3, "alice", "key-2").toCompletableFuture().join();

            assertThat(counter.value()).isEqualTo(5);
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> counter.add(3, "alice", "key-2")
                            .toCompletableFuture()
                            .join())
                    .withCauseInstanceOf(DuplicateKeyException.class);
        }
    }

    @Test
    void who_opens_a_store_waits_until_it_serves_the_counter(@TempDir Path dataDir) throws InterruptedException {
        try (TestLog log = new TestLog(2)) {
            assertThat(Counting.count(log.config(dataDir))).isEqualTo(2);
        }
    }
}
