package io.docket.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.eventstore.InMemoryEventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
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
    void what_was_read_before_a_partition_went_and_came_back_is_not_taken() {
        UnitOfWork<?> reading = DefaultUnitOfWork.startAndGet(null);
        cache.get("acme/account/a");
        cache.get("acme/account/b");
        handOver("a");

        cache.put("acme/account/a", "old");
        cache.put("acme/account/b", "of a partition that stayed");
        reading.rollback();

        assertThat(cache.containsKey("acme/account/a")).isFalse();
        assertThat(cache.<String, String>get("acme/account/a")).isNull();
        assertThat(cache.containsKey("acme/account/b")).isTrue();
    }

    @Test
    void what_was_read_before_does_not_replace_what_was_read_since() throws InterruptedException {
        UnitOfWork<?> reading = DefaultUnitOfWork.startAndGet(null);
        cache.get("acme/account/a");
        handOver("a");
        Thread.ofVirtual().start(() -> cache.put("acme/account/a", "new")).join();

        cache.put("acme/account/a", "old");
        boolean absent = cache.putIfAbsent("acme/account/a~t", "old as well");
        reading.rollback();

        assertThat(cache.<String, String>get("acme/account/a")).isEqualTo("new");
        assertThat(absent).isFalse();
        assertThat(cache.containsKey("acme/account/a~t")).isFalse();
    }

    @Test
    void nothing_is_taken_for_a_partition_that_is_somebody_elses() {
        UnitOfWork<?> reading = DefaultUnitOfWork.startAndGet(null);
        cache.get("acme/account/a");
        store.release(store.partitionOf("a"));

        cache.put("acme/account/a", "old");
        reading.rollback();

        assertThat(cache.containsKey("acme/account/a")).isFalse();
    }

    private void handOver(String root) {
        store.release(store.partitionOf(root));
        store.acquire(store.partitionOf(root));
    }

    @Test
    void it_holds_a_bounded_number_of_aggregates() {
        for (int i = 0; i < 1_000; i++) {
            cache.put("acme/account/a" + i, "aggregate");
        }

        assertThat(cache.size()).isLessThanOrEqualTo(10);
    }
}
