package io.docket.projection.generations;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Lets the registry be read, the supervisor look and the report be written again and again, each on a thread of its own: a
 * log that is away delays a look, and must not keep an instance from knowing what serves.
 */
@ApplicationScoped
public class Watch {
    private static final Logger LOG = Logger.getLogger(Watch.class);
    private static final int TASKS = 3;

    private final Registrar registrar;
    private final Supervisor supervisor;
    private final Builders builders;
    private final Report report;
    private final MeterRegistry meters;
    private final GenerationsConfig config;
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(
            TASKS, Thread.ofPlatform().daemon().name("generations-", 0).factory());

    public Watch(
            Registrar registrar,
            Supervisor supervisor,
            Builders builders,
            Report report,
            MeterRegistry meters,
            GenerationsConfig config) {
        this.registrar = registrar;
        this.supervisor = supervisor;
        this.builders = builders;
        this.report = report;
        this.meters = meters;
        this.config = config;
    }

    void start(@Observes StartupEvent started) {
        if (config.readers() < 1 || config.batch() < 1 || config.attempts() < 1 || config.keep() < 0) {
            throw new IllegalArgumentException(
                    "docket.projection.generations: readers, batch and attempts are at least 1, keep is at least 0");
        }
        report.register(meters);
        repeat("refresh", registrar::refresh, config.lookPause());
        repeat("look", supervisor::look, config.lookPause());
        repeat("report", report::update, config.reportPause());
    }

    void stop(@Observes ShutdownEvent stopped) {
        threads.shutdown();
        builders.stop();
    }

    private void repeat(String what, Runnable work, Duration pause) {
        threads.scheduleWithFixedDelay(
                () -> attempt(what, work), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void attempt(String what, Runnable work) {
        try {
            work.run();
            if (failing.remove(what)) {
                LOG.infof("generations are looked after again what=%s", what);
            }
        } catch (RuntimeException failure) {
            if (failing.add(what)) {
                LOG.warnf("generations are not looked after, tries again what=%s error=%s", what, failure);
            }
        }
    }
}
