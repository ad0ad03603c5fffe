package io.docket.notification.ops;

import io.docket.notification.facts.FactBook;
import io.docket.notification.live.LiveConfig;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells how many cases and tasks filters on {@code caseType} and {@code assignee} know of, and whether they still know all.
 * Always up: no other instance would know more.
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
        long forgotten = facts.forgotten();
        return HealthCheckResponse.named("facts")
                .up()
                .withData("known", facts.size())
                .withData("most", config.maxEntities())
                .withData("forgotten", forgotten)
                .withData("complete", forgotten == 0)
                .build();
    }
}
