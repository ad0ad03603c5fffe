package io.docket.projection.health;

import io.docket.projection.deadletter.ParkedRoots;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * What waits, by view, in the partitions of this instance. Down when a limit is reached: then an operator is needed soon,
 * but queries are still answered, so the service stays ready.
 */
@Wellness
@ApplicationScoped
public class ParkedRootsHealth implements HealthCheck {
    private final ParkedRoots parked;

    public ParkedRootsHealth(ParkedRoots parked) {
        this.parked = parked;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("dead-letters").status(!parked.isAtLimit());
        parked.counts().forEach((view, count) -> {
            if (count.roots() > 0) {
                response.withData(view + ".roots", count.roots())
                        .withData(view + ".queued", count.queued())
                        .withData(view + ".overfull", count.overfull());
            }
        });
        return response.build();
    }
}
