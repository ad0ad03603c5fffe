package io.docket.workflow.health;

import io.docket.workflow.engine.Engine;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether the engine answers. */
@Readiness
@ApplicationScoped
public class EngineHealth implements HealthCheck {
    private final Engine engine;

    EngineHealth(Engine engine) {
        this.engine = engine;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("engine").status(engine.isReachable()).build();
    }
}
