package io.docket.projection.generations;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Lets the supervisor look again and again, on a thread of its own. */
@ApplicationScoped
public class Watch {
    private static final Logger LOG = Logger.getLogger(Watch.class);

    private final Supervisor supervisor;
    private final Builders builders;
    private final Report report;
    private final MeterRegistry meters;
    private final GenerationsConfig config;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("generations").factory());

    public Watch(
            Supervisor supervisor, Builders builders, Report report, MeterRegistry meters, GenerationsConfig config) {
        this.supervisor = supervisor;
        this.builders = builders;
        this.report = report;
        this.meters = meters;
        this.config = config;
    }

    void start(@Observes StartupEvent started) {
        report.register(meters);
        long pause = config.lookPause().toMillis();
        thread.scheduleWithFixedDelay(() -> attempt(supervisor::look), pause, pause, TimeUnit.MILLISECONDS);
        long reportPause = config.reportPause().toMillis();
        thread.scheduleWithFixedDelay(() -> attempt(report::update), reportPause, reportPause, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent stopped) {
        thread.shutdown();
        builders.stop();
    }

    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failure) {
            LOG.warnf("generations not looked after, tries again error=%s", failure);
        }
    }
}
