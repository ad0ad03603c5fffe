package io.docket.workflow.health;

import io.docket.workflow.feed.ConsumerLag;
import io.docket.workflow.memory.Parking;
import io.docket.workflow.retry.Lane;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.retry.Unavailable;
import io.docket.workflow.settings.BridgeSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** How far the bridge is behind the two logs, and which lanes are stuck, since when and why, and which
 * starts wait for a process. */
@Readiness
@ApplicationScoped
public class LogHealth implements HealthCheck {
    private static final Duration TOLERATED = Duration.ofSeconds(30);

    private final Persistence persistence;
    private final Parking parking;
    private final ConsumerLag lag;
    private final BridgeSettings.Log log;
    private final InstantSource clock;

    LogHealth(Persistence persistence, Parking parking, ConsumerLag lag, BridgeSettings settings, InstantSource clock) {
        this.persistence = persistence;
        this.parking = parking;
        this.lag = lag;
        this.log = settings.log();
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder health = HealthCheckResponse.named("logs");
        List<Lane> stuck = persistence.lanes().stream().filter(Lane::isStuck).toList();
        stuck.forEach(lane -> health.withData(
                lane.name(),
                "stuck since " + lane.stuckSince() + " attempts " + lane.attempts() + ": " + lane.reason()));
        waiting(health);
        boolean up = stuck.stream().noneMatch(this::isTooLong);
        try {
            health.withData("eventsLag", lag.of(log.eventsGroup(), log.eventsTopic()));
            health.withData("automationsLag", lag.of(log.automationsGroup(), log.eventsTopic()));
            health.withData("engineLag", lag.of(log.engineGroup(), log.engineTopic()));
        } catch (Unavailable e) {
            health.withData("kafka", String.valueOf(e.getMessage()));
            up = false;
        }
        return health.status(up).build();
    }

    private void waiting(HealthCheckResponseBuilder health) {
        try {
            health.withData("startsWithoutProcess", parking.size());
        } catch (RuntimeException e) {
            health.withData("memory", String.valueOf(e.getMessage()));
        }
    }

    private boolean isTooLong(Lane lane) {
        Instant since = lane.stuckSince();
        return since != null && Duration.between(since, clock.instant()).compareTo(TOLERATED) > 0;
    }
}
