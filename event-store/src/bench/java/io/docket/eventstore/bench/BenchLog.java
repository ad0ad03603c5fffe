package io.docket.eventstore.bench;

import io.docket.contracts.topic.Topics;
import io.docket.contracts.topic.Topics.Topic;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.KafkaEventStore;
import io.docket.eventstore.PartitionStatus;
import io.docket.eventstore.PartitionStatus.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * The topics of one benchmark: six partitions, settings of the platform's topics.
 *
 * @param address the broker's address
 * @param name unique in the broker
 * @param folder where the data folders of instances go
 */
public record BenchLog(String address, String name, Path folder) {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

    static BenchLog of(String address, String name, Path folder) {
        return new BenchLog(address, name, folder);
    }

    public Topic events() {
        return new Topic(name + ".events", Topics.PARTITIONS, Topics.EVENTS.config());
    }

    public Topic outcomes() {
        return new Topic(name + ".outcomes", Topics.PARTITIONS, Topics.OUTCOMES.config());
    }

    /** Settings of an instance with a data folder of its own. */
    public EventStoreConfig config(String instance) {
        return EventStoreConfig.of(address, name, folder.resolve(name).resolve(instance))
                .withTopics(events(), outcomes());
    }

    /** An instance that serves every partition. */
    public EventStore open(String instance) {
        EventStore store = KafkaEventStore.open(config(instance));
        awaitServing(store, Topics.PARTITIONS);
        return store;
    }

    /** Waits until the store serves so many partitions. */
    public static void awaitServing(EventStore store, int partitions) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (serving(store) < partitions) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("partitions are not served: " + store.partitions());
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private static long serving(EventStore store) {
        return store.partitions().stream()
                .filter(partition -> partition.state() == State.SERVING)
                .count();
    }

    /** Offsets used so far, all partitions together: events and, one a transaction and partition, markers. */
    public static long offsets(EventStore store) {
        return store.partitions().stream()
                .collect(Collectors.summingLong(PartitionStatus::nextOffset));
    }
}
