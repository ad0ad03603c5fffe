package io.docket.workflow.job.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.job.Inputs;
import io.docket.workflow.job.JobCall;
import io.docket.workflow.job.JobOutcome;
import io.docket.workflow.job.JobWorker;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code docket:command}: whatever command, with its payload as an object. For whom it acts is said by the process, in a
 * header: data cannot.
 */
final class AnyCommand implements JobWorker {
    /** Headers that every command has beside its own inputs. */
    static final List<String> OF_ALL =
            List.of(CommandOutcome.RESULT, CommandOutcome.ERROR_CODE, CommandOutcome.ON_REJECTION);

    private static final String COMMAND = "command";
    private static final String PAYLOAD = "payload";
    private static final String BEHALF = "onBehalfOf";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z-]{0,59}");

    private final CommandOutcome outcome;

    AnyCommand(CommandOutcome outcome) {
        this.outcome = outcome;
    }

    @Override
    public String type() {
        return "docket:command";
    }

    @Override
    public List<String> inputs() {
        return Stream.concat(Stream.of(COMMAND, PAYLOAD, BEHALF), OF_ALL.stream())
                .toList();
    }

    @Override
    public boolean takesInterimData() {
        return true;
    }

    @Override
    public JobOutcome work(JobCall call) {
        String command = call.inputs().requiredText(COMMAND);
        if (!NAME.matcher(command).matches()) {
            throw Inputs.wrong(COMMAND, "is no name of a command");
        }
        ObjectNode payload = call.inputs()
                .object(PAYLOAD)
                .orElseGet(() -> Json.mapper().createObjectNode())
                .deepCopy();
        if (payload.has(BEHALF)) {
            throw Inputs.wrong(PAYLOAD, "must not say for whom it is: that is header " + BEHALF);
        }
        call.inputs()
                .header(BEHALF)
                .ifPresent(header -> payload.put(BEHALF, call.inputs().requiredText(BEHALF)));
        return outcome.of(call, command, payload);
    }
}
