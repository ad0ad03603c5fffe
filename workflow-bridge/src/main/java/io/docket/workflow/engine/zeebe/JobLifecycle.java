package io.docket.workflow.engine.zeebe;

import io.camunda.zeebe.client.ZeebeClient;
import io.docket.workflow.job.JobRunner;
import io.docket.workflow.job.JobWorkers;
import io.docket.workflow.settings.BridgeSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Opens the workers when the bridge starts and closes them when it stops. */
@Singleton
@SuppressWarnings("deprecation")
public class JobLifecycle {
    private final ZeebeClient client;
    private final JobWorkers workers;
    private final JobRunner runner;
    private final BridgeSettings.Jobs settings;
    private @Nullable ZeebeJobs open;

    JobLifecycle(ZeebeClient client, JobWorkers workers, JobRunner runner, BridgeSettings settings) {
        this.client = client;
        this.workers = workers;
        this.runner = runner;
        this.settings = settings.jobs();
    }

    void start(@Observes StartupEvent event) {
        if (settings.enabled()) {
            open = new ZeebeJobs(client, workers.all(), runner, settings.concurrency(), settings.patience());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (open != null) {
            open.close();
        }
    }
}
