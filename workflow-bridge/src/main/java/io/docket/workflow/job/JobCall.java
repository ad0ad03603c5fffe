package io.docket.workflow.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.start.StartVariables;
import java.util.UUID;

/**
 * A job on its way to a worker.
 *
 * @param tenant owner of its process
 * @param job the job
 * @param inputs what the worker is told
 */
public record JobCall(String tenant, Job job, Inputs inputs) {
    /** Variable that counts them. */
    static final String REFUSALS = "docketRefusals";

    private static final String INSTANCE = "docketProcessInstanceId";

    /**
     * Identity of the job over all its attempts. The engine counts its keys from the beginning when it is set up anew:
     * instance and element keep a new job from being taken for an old one. What was refused and is tried again after
     * somebody resolved it is decided anew, so that counts in, too.
     */
    public String key() {
        String place = job.variables().path(INSTANCE).asText("") + "/" + job.processId() + "/" + job.elementId();
        int refused = refusals(job);
        return "job:" + job.key() + ":" + UUID.nameUUIDFromBytes(place.getBytes(UTF_8))
                + (refused == 0 ? "" : ":" + refused);
    }

    /** A command of this attempt; what the instance was asked for by is the cause of it. */
    public BridgeCommand command(String type, ObjectNode payload) {
        return new BridgeCommand(
                tenant,
                type,
                key(),
                payload,
                StartVariables.causeIn(job.variables()).orElse(null));
    }

    /** The same, whose expressions see interim data as well. */
    public JobCall seeing(ObjectNode data) {
        return new JobCall(tenant, job, inputs.seeing(data));
    }

    /** How often the job ended with an answer that somebody may have resolved since. */
    static int refusals(Job job) {
        return job.variables().path(REFUSALS).asInt(0);
    }
}
