package io.docket.projection.history.lake;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Tells how far the lake is behind; the service is ready without it. */
@Readiness
@ApplicationScoped
public class LakeHealth implements HealthCheck {
    private final LakeConfig config;
    private final LakeProgress progress;

    public LakeHealth(LakeConfig config, LakeProgress progress) {
        this.config = config;
        this.progress = progress;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("lake").up().withData("enabled", config.enabled());
        progress.lags().forEach((partition, lag) -> response.withData("lag-" + partition, lag));
        progress.failure()
                .ifPresent(failure -> response.withData("failure", failure.error())
                        .withData("failureAt", failure.at().toString()));
        return response.build();
    }
}
