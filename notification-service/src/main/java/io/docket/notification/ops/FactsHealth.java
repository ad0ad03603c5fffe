package io.docket.notification.ops;

import io.docket.notification.facts.FactBook;
import io.docket.notification.live.LiveConfig;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells how many cases and tasks that filters on {@code caseType} and {@code assignee} know of are in memory and how many
 * are on disk. Always up.
 */
@Readiness
@ApplicationScoped
public class FactsHealth implements HealthCheck {
    private final FactBook facts;
    private final LiveConfig config;

    FactsHealth(FactBook facts, LiveConfig config) {
        this.facts = facts;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("facts")
                .up()
                .withData("inMemory", facts.size())
                .withData("most", config.maxEntities())
                .withData("onDisk", facts.stored())
                .build();
    }
}
