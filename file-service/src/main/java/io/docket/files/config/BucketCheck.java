package io.docket.files.config;

import io.docket.files.store.FileStore;
import io.docket.files.store.StoreUnavailable;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the bucket can be reached. */
@Readiness
@Singleton
public class BucketCheck implements HealthCheck {
    private final FileStore store;
    private final FilesConfig config;

    public BucketCheck(FileStore store, FilesConfig config) {
        this.store = store;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder check = HealthCheckResponse.named("bucket")
                .withData("endpoint", config.s3().endpoint().toString())
                .withData("bucket", config.s3().bucket());
        try {
            return check.status(store.bucket().exists()).build();
        } catch (StoreUnavailable e) {
            return check.down().withData("error", e.getMessage()).build();
        }
    }
}
