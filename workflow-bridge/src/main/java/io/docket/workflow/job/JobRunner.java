package io.docket.workflow.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.engine.EngineNames;
import io.docket.workflow.engine.NotFound;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Outages;
import io.docket.workflow.retry.PeerAway;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Stopped;
import io.docket.workflow.retry.Unavailable;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Makes one attempt at a job and tells the engine how it ended.
 *
 * <pre>
 *   done                     completes the job
 *   not yet                  comes again after a pause
 *   result for the process   BPMN error
 *   never possible           incident
 *   outage                   comes again after a growing pause, retries stay
 *   fault                    comes again after a growing pause, one retry less; without any, incident
 * </pre>
 *
 * <p>An engine that cannot be told forgets nothing: the job's time runs out and it comes again, to a worker that has done
 * it before and does it only once.
 */
public final class JobRunner {
    /** What the engine is told of a job whose time has not come: it has not failed. */
    public static final String NOT_YET = "not yet";

    private static final Logger LOG = Logger.getLogger(JobRunner.class);
    private static final String TENANT = "tenant";
    private static final int MAX_MESSAGE = 2_000;

    private final Expressions expressions;
    private final JobEngine engine;
    private final Backoff backoff;
    private final MeterRegistry metrics;
    private final Outages outages;
    private final Attempts attempts = new Attempts();

    /** Attempts that the engine is told of. */
    public JobRunner(
            Expressions expressions, JobEngine engine, Backoff backoff, MeterRegistry metrics, Outages outages) {
        this.expressions = expressions;
        this.engine = engine;
        this.backoff = backoff;
        this.metrics = metrics;
        this.outages = outages;
    }

    /** One attempt. */
    public void run(JobWorker worker, Job job) {
        try {
            attempt(worker, job);
        } catch (NotFound e) {
            attempts.over(job.key());
            LOG.debugf("job is gone key=%d type=%s", job.key(), job.type());
        } catch (Stopped e) {
            LOG.debugf("stopped in job key=%d type=%s", job.key(), job.type());
        } catch (PeerAway e) {
            outages.untold(e);
            metrics.counter("docket.bridge.jobs.untold", "type", job.type()).increment();
            LOG.debugf("engine not told of job key=%d type=%s error=\"%s\"", job.key(), job.type(), e);
        } catch (RuntimeException e) {
            LOG.warnf("engine not told of job key=%d type=%s error=\"%s\"", job.key(), job.type(), e);
        }
    }

    private void attempt(JobWorker worker, Job job) {
        JobOutcome outcome;
        try {
            outcome = worked(worker, job);
        } catch (BpmnError e) {
            over(job, "error");
            engine.note(job.elementInstanceKey(), refusedOnceMore(job));
            tell(job, () -> engine.throwError(job.key(), e.code(), message(e), e.variables()));
            return;
        } catch (Refused e) {
            over(job, "incident");
            LOG.warnf(
                    "job refused key=%d type=%s process=%s code=%s detail=\"%s\"",
                    job.key(), job.type(), job.processId(), e.code(), e.getMessage());
            engine.fail(job.key(), 0, Duration.ZERO, e.code() + ": " + message(e), refusedOnceMore(job));
            return;
        } catch (Stopped e) {
            throw e;
        } catch (Unavailable e) {
            again(job, Math.max(1, job.retries()), "outage", e);
            return;
        } catch (RuntimeException e) {
            again(job, job.retries() - 1, "fault", e);
            return;
        }
        switch (outcome) {
            case JobOutcome.Done done -> {
                over(job, "done");
                tell(job, () -> engine.complete(job.key(), done.variables()));
            }
            case JobOutcome.NotYet notYet -> {
                over(job, "not-yet");
                engine.fail(job.key(), Math.max(1, job.retries()), notYet.pause(), NOT_YET, notYet.variables());
            }
        }
    }

    /** What a tenant nests too deeply is the fault of what it deployed. */
    private JobOutcome worked(JobWorker worker, Job job) {
        try {
            return worker.work(call(job));
        } catch (StackOverflowError e) {
            throw new Refused("too-deep", "what the job evaluates is nested too deeply");
        }
    }

    /** What the engine does not take of it, because it is too large, is an incident. */
    private void tell(Job job, Runnable end) {
        try {
            end.run();
        } catch (NotFound e) {
            throw e;
        } catch (Refused e) {
            engine.fail(job.key(), 0, Duration.ZERO, e.code() + ": " + message(e), none());
        }
    }

    private JobCall call(Job job) {
        String tenant = EngineNames.isBuiltIn(job.processId())
                ? job.variables().path(TENANT).asText()
                : EngineNames.tenantOf(job.processId());
        return new JobCall(tenant, job, new Inputs(job, expressions));
    }

    private void over(Job job, String outcome) {
        attempts.over(job.key());
        count(job, outcome);
    }

    private void again(Job job, int retries, String outcome, RuntimeException fault) {
        count(job, outcome);
        int failures = attempts.failed(job.key());
        if ((failures == 1 || retries == 0) && !(fault instanceof PeerAway)) {
            LOG.warnf(
                    "job failed key=%d type=%s attempts=%d outcome=%s error=\"%s\"",
                    job.key(), job.type(), failures, outcome, fault);
        }
        engine.fail(
                job.key(),
                retries,
                backoff.after(failures, RandomGenerator.getDefault()),
                outcome + ": " + message(fault),
                none());
    }

    private void count(Job job, String outcome) {
        metrics.counter("docket.bridge.jobs", "type", job.type(), "outcome", outcome)
                .increment();
    }

    private static ObjectNode refusedOnceMore(Job job) {
        return none().put(JobCall.REFUSALS, JobCall.refusals(job) + 1);
    }

    private static ObjectNode none() {
        return Json.mapper().createObjectNode();
    }

    private static String message(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE);
    }
}
