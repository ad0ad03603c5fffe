package io.docket.workflow.health;

import io.docket.workflow.job.unworked.UnworkedJobs;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** The types of jobs that nobody works on, with how many wait. That is for people to see; the bridge is ready all the same. */
@Readiness
@ApplicationScoped
public class JobsHealth implements HealthCheck {
    private final UnworkedJobs jobs;

    JobsHealth(UnworkedJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder health = HealthCheckResponse.named("jobs").up();
        jobs.waiting().forEach((type, count) -> health.withData(type, "nobody works on it, waiting: " + count));
        return health.build();
    }
}
