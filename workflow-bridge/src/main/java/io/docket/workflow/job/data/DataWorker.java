package io.docket.workflow.job.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.interim.Checking;
import io.docket.workflow.interim.Submission;
import io.docket.workflow.job.BpmnError;
import io.docket.workflow.job.Inputs;
import io.docket.workflow.job.JobCall;
import io.docket.workflow.job.JobOutcome;
import io.docket.workflow.job.JobWorker;
import io.docket.workflow.job.PlainFault;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Stopped;
import io.docket.workflow.retry.Unavailable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A worker whose expressions see interim data of their instance. Header {@value #INPUT} names it:
 * <code>={application: startForm, order: payloadKey}</code>; each name is {@code {data, signature}} then, for this attempt
 * alone. Nothing of it becomes a variable of the engine by that, and no incident or log has a word of it: of a fault that may
 * hold some, only the code is told.
 *
 * <pre>
 *   belongs to the instance of the job        is seen
 *   to nobody yet (a payload on its way)      the job looks again after a pause
 *   to another instance or tenant, or gone    an incident
 *   is not what the reference says, or its
 *   signature does not fit                    an incident
 * </pre>
 */
public final class DataWorker implements JobWorker {
    /** The input. */
    public static final String INPUT = "interimData";

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Most references of one job: each is up to a mebibyte. */
    private static final int MAX_REFERENCES = 16;

    private final JobWorker worker;
    private final JobInstances instances;
    private final Checking checking;

    /** The workers, those among them with data at hand that may have it. */
    public static List<JobWorker> among(List<JobWorker> workers, JobInstances instances, Checking checking) {
        return workers.stream()
                .<JobWorker>map(
                        worker -> worker.takesInterimData() ? new DataWorker(worker, instances, checking) : worker)
                .toList();
    }

    /** The worker, with data at hand. */
    DataWorker(JobWorker worker, JobInstances instances, Checking checking) {
        this.worker = worker;
        this.instances = instances;
        this.checking = checking;
    }

    @Override
    public String type() {
        return worker.type();
    }

    @Override
    public List<String> inputs() {
        return Stream.concat(worker.inputs().stream(), Stream.of(INPUT)).toList();
    }

    @Override
    public boolean takesInterimData() {
        return worker.takesInterimData();
    }

    @Override
    public JobOutcome work(JobCall call) {
        if (call.inputs().header(INPUT).isEmpty()) {
            return worker.work(call);
        }
        ObjectNode names = call.inputs().object(INPUT).orElseThrow(() -> Inputs.missing(INPUT));
        if (names.size() > MAX_REFERENCES) {
            throw Inputs.wrong(INPUT, "names more than " + MAX_REFERENCES);
        }
        Optional<InstanceRef> instance = instances.of(call);
        if (instance.isEmpty()) {
            return JobInstances.notYet(call);
        }
        ObjectNode seen = Json.mapper().createObjectNode();
        for (Map.Entry<String, JsonNode> name : names.properties()) {
            if (!NAME.matcher(name.getKey()).matches()) {
                throw Inputs.wrong(INPUT, "has a name that is none in FEEL", name.getKey());
            }
            DataReference reference = DataReference.of(name.getKey(), name.getValue());
            Optional<Submission> found = checking.ofInstance(instance.get(), reference.key());
            if (found.isEmpty()) {
                return JobInstances.notYet(call);
            }
            reference.requireNamed(found.get());
            seen.putObject(name.getKey())
                    .put("signature", found.get().signature())
                    .set("data", Json.tree(found.get().data().bytes()));
        }
        return discreetly(call.seeing(seen));
    }

    private JobOutcome discreetly(JobCall call) {
        try {
            return worker.work(call);
        } catch (RuntimeException e) {
            throw told(e);
        }
    }

    /** A fault ends up in incidents and logs. A BPMN error is for the process, and its worker sees to what that is told. */
    private static RuntimeException told(RuntimeException fault) {
        return switch (fault) {
            case PlainFault _ -> fault;
            case BpmnError _, Stopped _ -> fault;
            case Refused refused -> new Refused(refused.code(), Inputs.WITHHELD);
            case Unavailable _ -> new Unavailable(Inputs.WITHHELD, null);
            default -> new IllegalStateException(fault.getClass().getName() + ": " + Inputs.WITHHELD);
        };
    }
}
