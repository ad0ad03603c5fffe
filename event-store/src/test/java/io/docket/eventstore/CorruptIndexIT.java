package io.docket.eventstore;

import static io.docket.eventstore.Events.append;
import static io.docket.eventstore.Events.counted;
import static io.docket.eventstore.Events.streamOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A block of an index is damaged on the disk while its instance is down. */
class CorruptIndexIT {
    private static final int MANY = 200;

    @TempDir
    private Path dataDir;

    private final TestLog log = new TestLog(1);

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void a_load_that_meets_it_is_answered_later_and_then_from_an_index_that_was_built_again() {
        try (KafkaEventStore store = log.open(dataDir)) {
            for (int i = 1; i <= MANY; i++) {
                TestLog.get(store, append(counted("a", i)));
            }
        }
        log.open(dataDir).close(); // opening brings to files of data what was only logged before
        DamagedIndex.atBegin(dataDir.resolve("0"));
        KafkaEventStore store = log.open(dataDir);

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store.read(streamOf("a"), 1))
                .withMessageContaining("partition 0: the index is corrupt");

        await().ignoreExceptionsInstanceOf(StoreUnavailableException.class)
                .untilAsserted(() -> assertThat(store.read(streamOf("a"), 1)).hasSize(MANY));
        TestLog.get(store, append(counted("a", MANY + 1)));
        assertThat(log.committedEvents()).hasSize(MANY + 1);
    }
}
