package io.docket.eventstore.example;

import io.docket.eventstore.EventStore;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.KafkaEventStore;

/** Who counts, in a few lines. */
public final class Counting {
    private Counting() {}

    /** Joins the group, waits until this instance serves the counter's partition, and counts. */
    public static int count(EventStoreConfig config) throws InterruptedException {
        try (EventStore store = KafkaEventStore.open(config)) {
            while (!store.serves(store.partitionOf("c1"))) {
                Thread.sleep(100);
            }
            Counter counter = new Counter(store, "c1");
            counter.add(2, "alice", "key-1").toCompletableFuture().join();
            return counter.value();
        }
    }
}
