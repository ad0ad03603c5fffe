package io.docket.workflow.job.data;

import io.docket.workflow.job.JobCall;
import io.docket.workflow.job.JobOutcome;
import io.docket.workflow.memory.InstanceMemory;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Refused;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Whose a job is, by what the engine's log told of its instance: a variable, which anybody in the process can set, decides
 * nothing. A job of a called process belongs to the instance that called.
 */
public final class JobInstances {
    private static final String LOOKS = "docketDataLooks";
    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));

    private final InstanceMemory instances;

    /** Instances that the memory knows. */
    public JobInstances(InstanceMemory instances) {
        this.instances = instances;
    }

    /** The instance; empty while it is not known yet. */
    Optional<InstanceRef> of(JobCall call) {
        Optional<InstanceRef> instance =
                instances.instance(call.job().processInstanceKey()).map(InstanceMemory.Binding::instance);
        if (instance.isPresent() && !instance.get().tenant().equals(call.tenant())) {
            throw new Refused("interim-data-foreign", "the job belongs to an instance of another tenant");
        }
        return instance;
    }

    /** What the job depends on is not known yet: a look again after a growing pause, 10 s at the longest. */
    static JobOutcome notYet(JobCall call) {
        int looks = call.job().variables().path(LOOKS).asInt(0) + 1;
        return new JobOutcome.NotYet(
                PAUSES.after(looks, RandomGenerator.getDefault()),
                call.job().variables().objectNode().put(LOOKS, looks));
    }
}
