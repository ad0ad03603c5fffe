package io.docket.command.service;

import io.docket.eventstore.EventStore;
import io.docket.eventstore.Owners;
import io.docket.eventstore.PartitionStatus;
import io.docket.eventstore.PartitionStatus.State;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when this instance serves every partition that it has, and has at least one or knows who has each of them. A failed
 * one waits for an operator, not for time: it is named here and counted ({@link PartitionMeters}), and does not take the others'
 * commands away from the instance. Where all have failed there is nothing to be ready for.
 */
@Readiness
@Singleton
public class StoreReadiness implements HealthCheck {
    private final EventStore store;

    StoreReadiness(EventStore store) {
        this.store = store;
    }

    @Override
    public HealthCheckResponse call() {
        return answer(store.partitions(), store.owners());
    }

    static HealthCheckResponse answer(List<PartitionStatus> partitions, Owners owners) {
        long owned = partitions.size() - count(partitions, State.NOT_OWNED);
        long serving = count(partitions, State.SERVING);
        long failed = count(partitions, State.FAILED);
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("event-store")
                .status(serving + failed == owned && (serving > 0 || knowsOwners(partitions, owners)))
                .withData("owned", owned)
                .withData("serving", serving)
                .withData("failed", failed);
        for (PartitionStatus partition : partitions) {
            String detail = partition.detail().isEmpty() ? "" : ": " + partition.detail();
            answer.withData(
                    "partition-" + partition.partition(),
                    partition.state().name().toLowerCase(Locale.ROOT) + detail);
        }
        return answer.build();
    }

    private static long count(List<PartitionStatus> partitions, State state) {
        return partitions.stream()
                .filter(partition -> partition.state() == state)
                .count();
    }

    /** True if there are partitions that have not failed here, and the owner of each is known. */
    private static boolean knowsOwners(List<PartitionStatus> partitions, Owners owners) {
        List<Integer> others = partitions.stream()
                .filter(partition -> partition.state() != State.FAILED)
                .map(PartitionStatus::partition)
                .toList();
        return !others.isEmpty()
                && others.stream()
                        .allMatch(partition -> owners.ownerOf(partition).isPresent());
    }
}
