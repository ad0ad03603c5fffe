package io.docket.projection.health;

import io.docket.projection.history.search.IndexFollower;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Tells how far the index of the history is. Never down: what it is not up to is refused by itself. */
@Readiness
@ApplicationScoped
public class HistoryHealth implements HealthCheck {
    private final IndexFollower follower;

    public HistoryHealth(IndexFollower follower) {
        this.follower = follower;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("history")
                .up()
                .withData("caughtUp", follower.caughtUp())
                .withData("indexedPercent", follower.progress());
        String failure = follower.lastFailure();
        return (failure == null ? response : response.withData("lastFailure", failure)).build();
    }
}
