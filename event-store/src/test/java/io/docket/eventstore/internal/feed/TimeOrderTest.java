package io.docket.eventstore.internal.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.contracts.position.Position;
import io.docket.eventstore.StoredEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeOrderTest {
    @Test
    void partitions_are_merged_by_time() {
        List<StoredEvent> page = List.of(event(0, 0, 10), event(0, 1, 30), event(1, 0, 20), event(1, 1, 40));

        assertThat(TimeOrder.merge(page))
                .extracting(stored -> stored.event().time().toEpochMilli())
                .containsExactly(10L, 20L, 30L, 40L);
    }

    @Test
    void the_order_of_a_partition_stays_whatever_its_times_say() {
        List<StoredEvent> page = List.of(event(0, 0, 50), event(0, 1, 10), event(1, 0, 20));

        assertThat(TimeOrder.merge(page))
                .extracting(StoredEvent::position)
                .containsExactly(new Position(1, 0), new Position(0, 0), new Position(0, 1));
    }

    private static StoredEvent event(int partition, long offset, long millis) {
        return new StoredEvent(
                new Position(partition, offset),
                new EventEnvelope(
                        "id",
                        "/test",
                        "test.account.counted.v1",
                        new Subject("account", "a"),
                        "a",
                        Instant.ofEpochMilli(millis),
                        1,
                        "acme",
                        "alice",
                        null,
                        "command",
                        "correlation",
                        "causation",
                        0,
                        null,
                        null,
                        null,
                        null,
                        new byte[0]));
    }
}
