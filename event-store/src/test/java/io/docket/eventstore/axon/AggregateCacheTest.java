package io.docket.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.eventstore.InMemoryEventStore;
import org.junit.jupiter.api.Test;

class AggregateCacheTest {
    private final InMemoryEventStore store = new InMemoryEventStore();
    private final AggregateCache cache = AggregateCache.of(store, 10);

    @Test
    void an_entry_is_kept_while_its_partition_is_owned() {
        cache.put("acme/account/a", "aggregate");

        store.release(store.partitionOf("b"));

        assertThat(cache.<String, String>get("acme/account/a")).isEqualTo("aggregate");
    }

    @Test
    void the_entries_of_a_lost_partition_are_forgotten() {
        cache.put("acme/account/a", "aggregate");
        cache.put("acme/account/a~t", "a part of it");
        cache.put("acme/account/b", "another");

        store.release(store.partitionOf("a"));

        assertThat(cache.containsKey("acme/account/a")).isFalse();
        assertThat(cache.containsKey("acme/account/a~t")).isFalse();
        assertThat(cache.containsKey("acme/account/b")).isTrue();
    }

    @Test
    void it_holds_a_bounded_number_of_aggregates() {
        for (int i = 0; i < 1_000; i++) {
            cache.put("acme/account/a" + i, "aggregate");
        }

        assertThat(cache.size()).isLessThanOrEqualTo(10);
    }
}
