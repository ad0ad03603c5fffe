package io.docket.workflow.engine.zeebe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camunda.zeebe.client.ZeebeClient;
import io.camunda.zeebe.client.api.response.ActivatedJob;
import io.docket.contracts.json.Json;
import io.docket.workflow.job.Job;
import io.docket.workflow.job.JobRunner;
import io.docket.workflow.job.JobWorker;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** The jobs that Zeebe streams to the workers, a bounded number of each type at once. */
@SuppressWarnings("deprecation")
public final class ZeebeJobs implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ZeebeJobs.class);
    private static final String NAME = "docket-bridge";

    /** Asks, beside the stream, for jobs that it did not bring: of the time before, or given back. */
    private static final Duration POLL = Duration.ofMillis(500);

    private final List<io.camunda.zeebe.client.api.worker.JobWorker> open;

    /**
     * Opens the workers.
     *
     * @param client a client whose workers have threads that may wait
     * @param most jobs of one type that are worked on at once
     * @param patience how long the engine waits for the end of an attempt before it makes another
     */
    public ZeebeJobs(ZeebeClient client, List<JobWorker> workers, JobRunner runner, int most, Duration patience) {
        open = workers.stream()
                .map(worker -> client.newWorker()
                        .jobType(worker.type())
                        .handler((same, activated) -> run(runner, worker, activated))
                        .name(NAME)
                        .maxJobsActive(most)
                        .timeout(patience)
                        .pollInterval(POLL)
                        .streamEnabled(true)
                        .open())
                .toList();
    }

    /** What the client would say of a job that cannot be read, it says to nobody: its loggers are quiet. */
    private static void run(JobRunner runner, JobWorker worker, ActivatedJob activated) {
        try {
            runner.run(worker, job(activated));
        } catch (RuntimeException e) {
            LOG.errorf("job cannot be read key=%d type=%s error=\"%s\"", activated.getKey(), activated.getType(), e);
            throw e;
        }
    }

    private static Job job(ActivatedJob job) {
        return new Job(
                job.getKey(),
                job.getType(),
                job.getBpmnProcessId(),
                job.getProcessInstanceKey(),
                job.getElementInstanceKey(),
                job.getElementId(),
                job.getRetries(),
                job.getCustomHeaders(),
                Json.tree(job.getVariables().getBytes(UTF_8)) instanceof ObjectNode variables
                        ? variables
                        : Json.mapper().createObjectNode());
    }

    @Override
    public void close() {
        open.forEach(io.camunda.zeebe.client.api.worker.JobWorker::close);
    }
}
