package io.docket.files.config;

import io.docket.files.store.FileStore;
import io.docket.files.store.StoreUnavailable;
import io.docket.files.upload.UploadLimits;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Makes sure at the start that the store answers and has the bucket; without it the service does not start. */
@Singleton
public class BucketAtStart {
    private static final Logger LOG = Logger.getLogger(BucketAtStart.class);
    private static final int START_FAILED = 1;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    void ensure(@Observes StartupEvent start, FilesConfig config, FileStore store, UploadLimits limits)
            throws InterruptedException {
        long deadline = System.nanoTime() + config.s3().startTimeout().toNanos();
        while (true) {
            try {
                store.bucket().ensure();
                LOG.infof(
                        "store ready endpoint=%s bucket=%s maxBytes=%d",
                        config.s3().endpoint(), config.s3().bucket(), limits.maxBytes());
                return;
            } catch (StoreUnavailable e) {
                if (System.nanoTime() > deadline) {
                    LOG.errorf(
                            "store unavailable, giving up endpoint=%s error=%s",
                            config.s3().endpoint(), e.getMessage());
                    Quarkus.asyncExit(START_FAILED);
                    return;
                }
                LOG.warnf(
                        "store does not answer yet endpoint=%s error=%s",
                        config.s3().endpoint(), e.getMessage());
                Thread.sleep(BETWEEN_ATTEMPTS);
            }
        }
    }
}
