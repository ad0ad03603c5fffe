package io.docket.workflow.roundtrip;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.workflow.job.JobEngine;
import io.docket.workflow.retry.Unavailable;
import java.time.Duration;
import java.util.Set;

/**
 * The engine as a bridge sees it that dies with every job once, after the command and before the engine is told: the first
 * thing that it tells of a job does not arrive.
 */
record MortalJobEngine(JobEngine engine, Set<String> deaths) implements JobEngine {
    @Override
    public void complete(long jobKey, ObjectNode variables) {
        dieOnce("done " + jobKey);
        engine.complete(jobKey, variables);
    }

    @Override
    public void throwError(long jobKey, String code, String message, ObjectNode variables) {
        dieOnce("error " + jobKey);
        engine.throwError(jobKey, code, message, variables);
    }

    @Override
    public void note(long elementInstanceKey, ObjectNode variables) {
        engine.note(elementInstanceKey, variables);
    }

    @Override
    public void fail(long jobKey, int retries, Duration pause, String message, ObjectNode variables) {
        engine.fail(jobKey, retries, pause, message, variables);
    }

    private void dieOnce(String what) {
        if (deaths.add(what)) {
            throw new Unavailable("dies here", null);
        }
    }
}
