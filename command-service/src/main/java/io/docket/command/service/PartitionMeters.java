package io.docket.command.service;

import io.docket.eventstore.EventStore;
import io.docket.eventstore.PartitionStatus;
import io.docket.eventstore.PartitionStatus.State;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * {@code docket.partitions}: how many partitions are in which state here, tag {@code state}. Any above 0 in the state
 * {@code failed} needs an operator; which, and why, says the health check {@code event-store}.
 */
final class PartitionMeters {
    private PartitionMeters() {}

    static void register(EventStore store, MeterRegistry registry) {
        register(store::partitions, registry);
    }

    static void register(Supplier<List<PartitionStatus>> partitions, MeterRegistry registry) {
        for (State state : State.values()) {
            Gauge.builder("docket.partitions", partitions, now -> count(now.get(), state))
                    .description("Partitions of the log by what they are doing on this instance")
                    .tag("state", state.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .strongReference(true)
                    .register(registry);
        }
    }

    private static long count(List<PartitionStatus> partitions, State state) {
        return partitions.stream()
                .filter(partition -> partition.state() == state)
                .count();
    }
}
