package io.docket.workflow.health;

import io.docket.workflow.tenant.ParkedTenants;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * The tenants that give the bridge no account, with how much waits for one. That is for people to see; the bridge is ready all the
 * same.
 */
@Readiness
@ApplicationScoped
public class TenantsHealth implements HealthCheck {
    private final ParkedTenants tenants;

    TenantsHealth(ParkedTenants tenants) {
        this.tenants = tenants;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder health = HealthCheckResponse.named("tenants").up();
        try {
            tenants.sizes().forEach((tenant, waiting) -> health.withData(tenant, "no account, waiting: " + waiting));
        } catch (RuntimeException e) {
            health.withData("memory", String.valueOf(e.getMessage()));
        }
        return health.build();
    }
}
