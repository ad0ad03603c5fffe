package io.docket.command.service;

import io.docket.command.aggregate.AxonDispatcher;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Alive unless a decision goes on for twice as long as it may: it did not care for its interrupt, holds its entity and a
 * core, and only a new process is rid of it. What was answered is in the log.
 */
@Liveness
@Singleton
public class DecisionLiveness implements HealthCheck {
    private final AxonDispatcher dispatcher;
    private final Duration patience;

    DecisionLiveness(AxonDispatcher dispatcher, CommandConfig config) {
        this.dispatcher = dispatcher;
        this.patience = config.decisionDeadline().multipliedBy(2);
    }

    @Override
    public HealthCheckResponse call() {
        Duration longest = dispatcher.longestOverdue();
        return HealthCheckResponse.named("decisions")
                .status(longest.compareTo(patience) < 0)
                .withData("overdue", dispatcher.overdue())
                .withData("longest", longest.toString())
                .build();
    }
}
