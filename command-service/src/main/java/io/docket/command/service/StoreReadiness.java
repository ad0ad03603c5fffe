package io.docket.command.service;

import io.docket.eventstore.EventStore;
import io.docket.eventstore.PartitionStatus;
import io.docket.eventstore.PartitionStatus.State;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when this instance serves every partition that it has, and has at least one or knows who has each of them.
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
        List<PartitionStatus> partitions = store.partitions();
        long owned = partitions.stream()
                .filter(partition -> partition.state() != State.NOT_OWNED)
                .count();
        long serving = partitions.stream()
                .filter(partition -> partition.state() == State.SERVING)
                .count();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("event-store")
                .status(serving == owned && (serving > 0 || knowsEveryOwner(partitions)))
                .withData("owned", owned)
                .withData("serving", serving);
        for (PartitionStatus partition : partitions) {
            String detail = partition.detail().isEmpty() ? "" : ": " + partition.detail();
            answer.withData(
                    "partition-" + partition.partition(),
                    partition.state().name().toLowerCase(java.util.Locale.ROOT) + detail);
        }
        return answer.build();
    }

    private boolean knowsEveryOwner(List<PartitionStatus> partitions) {
        return partitions.stream()
                .allMatch(partition ->
                        store.owners().ownerOf(partition.partition()).isPresent());
    }
}
