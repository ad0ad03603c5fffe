package io.docket.files.config;

import io.docket.files.remove.AbandonedUploads;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Sweeps abandoned uploads again and again. Several instances may do it at once. */
@Singleton
public class UploadSweeps {
    private static final Logger LOG = Logger.getLogger(UploadSweeps.class);

    private final AbandonedUploads uploads;
    private final FilesConfig config;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("sweep").factory());

    UploadSweeps(AbandonedUploads uploads, FilesConfig config) {
        this.uploads = uploads;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        long every = config.uploads().sweepEvery().toMillis();
        timer.scheduleWithFixedDelay(this::attempt, every, every, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    private void attempt() {
        try {
            uploads.sweep();
        } catch (RuntimeException e) {
            LOG.warnf("uploads not swept error=\"%s\"", e);
        }
    }
}
