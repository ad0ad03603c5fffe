package io.docket.workflow.job.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.event.InterimRef;
import io.docket.contracts.json.Json;
import io.docket.workflow.interim.Bringing;
import io.docket.workflow.interim.Submission;
import io.docket.workflow.job.Inputs;
import io.docket.workflow.job.JobCall;
import io.docket.workflow.job.JobOutcome;
import io.docket.workflow.job.JobWorker;
import io.docket.workflow.job.PlainRefusal;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.signature.CanonicalJson;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code docket:bring-data}: derives data, for the most part from other interim data, and keeps it as interim data under the
 * platform's signature; the process gets the reference as variable {@code reference}. It belongs to the instance, or, with
 * {@value #PAYLOAD_FOR}, waits as the payload of a message that the process publishes next. A repetition of the job finds what
 * the first attempt kept.
 */
public final class BringWorker implements JobWorker {
    private static final String DATA = "data";
    private static final String PAYLOAD_FOR = "payloadFor";
    private static final String SIGNATURE = "signature";
    private static final String RESULT = "resultVariable";
    private static final String DEFAULT_RESULT = "reference";

    private final JobInstances instances;
    private final Bringing bringing;
    private final int maxBytes;

    /**
     * Keeps data.
     *
     * @param maxBytes largest data, in its canonical form
     */
    public BringWorker(JobInstances instances, Bringing bringing, int maxBytes) {
        this.instances = instances;
        this.bringing = bringing;
        this.maxBytes = maxBytes;
    }

    @Override
    public String type() {
        return "docket:bring-data";
    }

    @Override
    public List<String> inputs() {
        return List.of(DATA, PAYLOAD_FOR, SIGNATURE, RESULT);
    }

    @Override
    public boolean takesInterimData() {
        return true;
    }

    @Override
    public JobOutcome work(JobCall call) {
        Optional<InstanceRef> instance = instances.of(call);
        if (instance.isEmpty()) {
            return JobInstances.notYet(call);
        }
        Submission submission = new Submission(
                data(call.inputs()),
                call.inputs()
                        .header(SIGNATURE)
                        .flatMap(header -> call.inputs().text(SIGNATURE))
                        .orElse(null));
        String step = UUID.nameUUIDFromBytes((call.tenant() + "/" + call.key()).getBytes(UTF_8))
                .toString();
        Optional<String> process = call.inputs().text(PAYLOAD_FOR).filter(text -> !text.isBlank());
        InterimRef reference = process.isPresent()
                ? bringing.derivedPayload(call.tenant(), process.get(), step, submission)
                : bringing.derived(instance.get(), call.job().elementId(), step, submission);
        ObjectNode variables = Json.mapper().createObjectNode();
        variables.set(
                call.inputs().header(RESULT).orElse(DEFAULT_RESULT),
                Json.mapper().valueToTree(reference));
        return new JobOutcome.Done(variables);
    }

    private CanonicalJson data(Inputs inputs) {
        CanonicalJson data = CanonicalJson.of(inputs.object(DATA).orElseThrow(() -> Inputs.missing(DATA)));
        if (data.bytes().length > maxBytes) {
            throw new PlainRefusal("too-large", "interim data has at most " + maxBytes + " bytes");
        }
        return data;
    }
}
