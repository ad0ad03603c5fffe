package io.docket.workflow.removal;

import io.docket.workflow.interim.InterimMetrics;
import io.docket.workflow.interim.KeyRotation;
import io.docket.workflow.retry.Pause;
import io.docket.workflow.retry.Stopped;
import io.docket.workflow.retry.Unavailable;
import io.docket.workflow.settings.InterimSettings;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/** What is done again and again beside the logs: removals, sweeps, resealing, and measuring. */
@Singleton
public class Housekeeping {
    private static final Logger LOG = Logger.getLogger(Housekeeping.class);
    private static final Duration MEASURE_EVERY = Duration.ofSeconds(5);
    private static final Duration COUNT_KEYS_EVERY = Duration.ofMinutes(1);

    private final Removals removals;
    private final Sweep sweep;
    private final KeyRotation rotation;
    private final InterimMetrics metrics;
    private final InterimSettings settings;
    private final Pause pause;

    Housekeeping(
            Removals removals,
            Sweep sweep,
            KeyRotation rotation,
            InterimMetrics metrics,
            InterimSettings settings,
            Pause pause) {
        this.removals = removals;
        this.sweep = sweep;
        this.rotation = rotation;
        this.metrics = metrics;
        this.settings = settings;
        this.pause = pause;
    }

    void onStart(@Observes StartupEvent event) {
        repeat("removals", settings.removeEvery(), removals::removeData);
        repeat("removals-of-files", settings.removeEvery(), removals::removeFiles);
        repeat("measures", MEASURE_EVERY, metrics::measure);
        repeat("sweep", settings.sweepEvery(), () -> {
            sweep.run();
            rotation.resealAll();
        });
        repeat("data-keys", COUNT_KEYS_EVERY, rotation::countKeys);
    }

    private void repeat(String name, Duration every, Runnable work) {
        Thread.ofVirtual().name("interim-" + name).start(() -> {
            try {
                boolean waits = false;
                while (true) {
                    pause.sleep(every);
                    waits = waits(name, work, waits);
                }
            } catch (Stopped e) {
                LOG.debugf("stopped work=%s", name);
            }
        });
    }

    /**
     * Says once that work has to wait, however often it is tried, and once that it goes on. Returns whether it waits; a fault of its
     * own changes nothing about that.
     */
    private static boolean waits(String name, Runnable work, boolean waited) {
        try {
            work.run();
            if (waited) {
                LOG.infof("goes on work=%s", name);
            }
            return false;
        } catch (Stopped e) {
            throw e;
        } catch (Unavailable e) {
            LOG.logf(waited ? Level.DEBUG : Level.WARN, "not now work=%s error=\"%s\"", name, e.getMessage());
            return true;
        } catch (RuntimeException e) {
            LOG.errorf(e, "failed work=%s", name);
            return waited;
        }
    }
}
