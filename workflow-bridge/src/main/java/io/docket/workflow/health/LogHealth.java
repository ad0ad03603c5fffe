package io.docket.workflow.health;

import io.docket.workflow.feed.ConsumerLag;
import io.docket.workflow.memory.Parking;
import io.docket.workflow.retry.Lane;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.retry.Unavailable;
import io.docket.workflow.settings.BridgeSettings;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * How far the bridge is behind the two logs, and which lanes are stuck, since when and why, and which starts wait for a process.
 * Not ready only without Kafka: what waits for the engine is no reason to turn those away who bring interim data.
 */
@Readiness
@ApplicationScoped
public class LogHealth implements HealthCheck {
    private final Persistence persistence;
    private final Parking parking;
    private final ConsumerLag lag;
    private final BridgeSettings.Log log;

    LogHealth(Persistence persistence, Parking parking, ConsumerLag lag, BridgeSettings settings) {
        this.persistence = persistence;
        this.parking = parking;
        this.lag = lag;
        this.log = settings.log();
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder health = HealthCheckResponse.named("logs");
        persistence.lanes().stream()
                .filter(Lane::isStuck)
                .forEach(lane -> health.withData(
                        lane.name(),
                        "stuck since " + lane.stuckSince() + " attempts " + lane.attempts() + ": " + lane.reason()));
        waiting(health);
        boolean up = true;
        try {
            health.withData("eventsLag", lag.of(log.eventsGroup(), log.eventsTopic()));
            health.withData("interimLag", lag.of(log.interimGroup(), log.eventsTopic()));
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
}
