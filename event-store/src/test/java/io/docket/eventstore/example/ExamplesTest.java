package io.docket.eventstore.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.EventStoreConfig.KeyFiles;
import io.docket.eventstore.EventStoreConfig.Signing;
import io.docket.eventstore.InMemoryEventStore;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.StreamId;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The examples that need no broker. */
class ExamplesTest {
    @Test
    void a_counters_first_events_are_read_in_the_second_version() {
        InMemoryEventStore store = new InMemoryEventStore();
        new Counter(store, "c1").add(2, "alice", "key-1").toCompletableFuture().join();

        StoredEvent read = CounterHistory.read(store)
                .read(StreamId.of("acme", "counter", "c1"), 1)
                .findFirst()
                .orElseThrow();

        assertThat(read.event().type()).isEqualTo("example.counter.added.v2");
        assertThat(new String(read.event().data(), UTF_8)).isEqualTo("{\"amount\":2}");
    }

    @Test
    void a_log_is_sealed_with_the_keys_of_the_folder() {
        EventStoreConfig config = EventStoreConfig.of("localhost:9092", "my-service", Path.of("data/index"));

        Signing signing = Sealing.sealed(config, Path.of("keys")).signing();

        assertThat(signing.keys())
                .isEqualTo(new KeyFiles(Path.of("keys/checkpoint.pem"), Path.of("keys/checkpoint.pub.pem")));
        assertThat(signing.everyEvents()).isEqualTo(10_000);
    }
}
