package io.docket.projection.apply;

import io.docket.projection.deadletter.DeadLetterConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Looks again and again for what operators ask for with parked roots. */
@ApplicationScoped
public class RetryWatch {
    private static final Logger LOG = Logger.getLogger(RetryWatch.class);

    private final Retries retries;
    private final DeadLetterConfig config;
    private final CountDownLatch stopping = new CountDownLatch(1);

    public RetryWatch(Retries retries, DeadLetterConfig config) {
        this.retries = retries;
        this.config = config;
    }

    void start(@Observes StartupEvent started) {
        Thread.ofVirtual().name("dead-letters").start(this::watch);
    }

    void stop(@Observes ShutdownEvent stopped) {
        stopping.countDown();
    }

    private void watch() {
        try {
            while (!stopping.await(config.lookPause().toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            retries.look();
        } catch (RuntimeException failure) {
            LOG.warnf("parked roots not looked at, tries again error=%s", failure);
        }
    }
}
