package io.docket.workflow.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.kit.feel.Feel;
import io.docket.workflow.engine.EngineNames;
import io.docket.workflow.job.script.FeelExpressions;
import java.util.Map;

/** Jobs of the process {@code acme.loan}, as the engine hands them out. */
public final class Jobs {
    /** Their key. */
    public static final long KEY = 77;

    private static final Expressions FEEL = new FeelExpressions(new Feel());

    private Jobs() {}

    /** A job of the type. */
    public static Job job(String type, Map<String, String> headers, String variables) {
        return new Job(KEY, type, "acme.loan", 5, 6, "task", 3, headers, json(variables));
    }

    /** A job on its way to its worker. */
    public static JobCall call(Map<String, String> headers, String variables) {
        Job job = job("any", headers, variables);
        return new JobCall(EngineNames.tenantOf(job.processId()), job, new Inputs(job, FEEL));
    }

    /** Another job, of another instance. */
    public static JobCall call(long key, long processInstanceKey, Map<String, String> headers, String variables) {
        Job job = new Job(key, "any", "acme.loan", processInstanceKey, 6, "task", 3, headers, json(variables));
        return new JobCall("acme", job, new Inputs(job, FEEL));
    }

    /** What the worker makes of it. */
    public static ObjectNode done(JobWorker worker, Map<String, String> headers, String variables) {
        return ((JobOutcome.Done) worker.work(call(headers, variables))).variables();
    }

    /** An object. */
    public static ObjectNode json(String text) {
        return (ObjectNode) Json.tree(text.getBytes(UTF_8));
    }
}
