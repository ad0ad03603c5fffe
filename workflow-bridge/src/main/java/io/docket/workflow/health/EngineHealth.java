package io.docket.workflow.health;

import io.docket.workflow.engine.Engine;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the engine answers. That is for people to see; the bridge is ready all the same, as interim data and commands do not wait
 * for the engine.
 */
@Readiness
@ApplicationScoped
public class EngineHealth implements HealthCheck {
    private final Engine engine;

    EngineHealth(Engine engine) {
        this.engine = engine;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("engine")
                .up()
                .withData("reachable", engine.isReachable())
                .build();
    }
}
