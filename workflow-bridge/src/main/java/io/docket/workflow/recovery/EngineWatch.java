package io.docket.workflow.recovery;

import io.docket.workflow.engine.EngineAway;
import io.docket.workflow.retry.Pause;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.retry.Stopped;
import io.docket.workflow.settings.BridgeSettings;
import io.docket.workflow.start.ParkedWatch;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Looks from time to time whether the engine is still the one that was set up, and after the starts that wait. */
@Singleton
public class EngineWatch {
    private static final Logger LOG = Logger.getLogger(EngineWatch.class);
    private static final String LANE = "watch";

    private final EngineRecovery recovery;
    private final ParkedWatch parked;
    private final Persistence persistence;
    private final Pause pause;
    private final Duration interval;

    EngineWatch(
            EngineRecovery recovery,
            ParkedWatch parked,
            Persistence persistence,
            Pause pause,
            BridgeSettings settings) {
        this.recovery = recovery;
        this.parked = parked;
        this.persistence = persistence;
        this.pause = pause;
        this.interval = settings.engine().watch();
    }

    void onStart(@Observes StartupEvent event) {
        Thread.ofVirtual().name("engine-watch").start(this::watch);
    }

    private void watch() {
        try {
            for (; ; ) {
                persistence.until(LANE, "engine", recovery::check);
                persistence.outages().answers(EngineAway.PEER);
                persistence.until(LANE, "waiting starts", parked::look);
                pause.sleep(interval);
            }
        } catch (Stopped e) {
            LOG.debugf("stopped watching");
        }
    }
}
