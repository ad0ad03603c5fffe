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

/** What is done again and again beside the logs: removals, sweeps, resealing, and measuring. */
@Singleton
public class Housekeeping {
    private static final Logger LOG = Logger.getLogger(Housekeeping.class);
    private static final Duration MEASURE_EVERY = Duration.ofSeconds(5);

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
    }

    private void repeat(String name, Duration every, Runnable work) {
        Thread.ofVirtual().name("interim-" + name).start(() -> {
            try {
                while (true) {
                    pause.sleep(every);
                    attempt(name, work);
                }
            } catch (Stopped e) {
                LOG.debugf("stopped work=%s", name);
            }
        });
    }

    private static void attempt(String name, Runnable work) {
        try {
            work.run();
        } catch (Stopped e) {
            throw e;
        } catch (Unavailable e) {
            LOG.debugf("not now work=%s error=\"%s\"", name, e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "failed work=%s", name);
        }
    }
}
