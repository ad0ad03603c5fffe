package io.docket.notification.socket;

import io.docket.notification.filter.Access;
import io.docket.notification.live.Deliveries;
import io.docket.notification.live.LiveConfig;
import io.docket.notification.live.Turns;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The open sessions of this instance, and the watchdog that looks after each once a second. */
@ApplicationScoped
public class Sessions {
    private static final Logger LOG = Logger.getLogger(Sessions.class);
    private static final int TICK_MILLIS = 1000;

    private final Hub hub;
    private final Map<String, Session> open = new ConcurrentHashMap<>();
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("live-watchdog").daemon().factory());

    Sessions(Deliveries deliveries, Authenticator authenticator, SessionMeter meter, LiveConfig config, Turns turns) {
        hub = new Hub(deliveries, authenticator, Access::of, meter, config, turns, new FrameCache());
    }

    void start(@Observes StartupEvent event) {
        watchdog.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        watchdog.shutdownNow();
        open.values().forEach(Session::goAway);
    }

    Session open(String id, Wire wire) {
        Session session = new Session(id, wire, hub);
        open.put(id, session);
        return session;
    }

    @Nullable
    Session find(String id) {
        return open.get(id);
    }

    void closed(String id) {
        Session session = open.remove(id);
        if (session != null) {
            session.closed();
        }
    }

    /** Number of open connections. */
    public int count() {
        return open.size();
    }

    private void tick() {
        var now = Clock.systemUTC().instant();
        for (Session session : open.values()) {
            try {
                session.tick(now);
            } catch (RuntimeException e) {
                LOG.error("live=tick outcome=failed", e);
            }
        }
    }
}
