package io.docket.notification.ops;

import io.docket.notification.live.LiveLog;
import io.docket.notification.live.TailProgress;
import io.docket.notification.socket.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the tail has read the log; tells its lag, the connections and the subscriptions that follow. */
@Readiness
@ApplicationScoped
public class LiveHealth implements HealthCheck {
    private final TailProgress progress;
    private final Sessions sessions;
    private final LiveLog log;

    LiveHealth(TailProgress progress, Sessions sessions, LiveLog log) {
        this.progress = progress;
        this.sessions = sessions;
        this.log = log;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("live")
                .status(progress.isReady())
                .withData("tailLag", progress.lag())
                .withData("connections", sessions.count())
                .withData("followers", log.followers())
                .build();
    }
}
