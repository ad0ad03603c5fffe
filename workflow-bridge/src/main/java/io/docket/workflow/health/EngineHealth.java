package io.docket.workflow.health;

import io.docket.workflow.engine.Engine;
import io.docket.workflow.engine.EngineAway;
import io.docket.workflow.retry.Persistence;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the engine answers, since when it does not, and how much waits for it. That is for people to see; the bridge is
 * ready all the same, as interim data and commands do not wait for the engine.
 */
@Readiness
@ApplicationScoped
public class EngineHealth implements HealthCheck {
    private final Engine engine;
    private final Persistence persistence;

    EngineHealth(Engine engine, Persistence persistence) {
        this.engine = engine;
        this.persistence = persistence;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder health =
                HealthCheckResponse.named("engine").up().withData("reachable", engine.isReachable());
        persistence
                .outages()
                .of(EngineAway.PEER)
                .ifPresent(outage -> health.withData("awaySince", outage.since().toString())
                        .withData("waitingLanes", outage.lanes())
                        .withData("untoldJobs", outage.untoldJobs()));
        return health.build();
    }
}
