package io.docket.workflow.job.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.command.CommandAnswers;
import io.docket.workflow.command.CommandForbidden;
import io.docket.workflow.command.CommandRefused;
import io.docket.workflow.job.BpmnError;
import io.docket.workflow.job.Inputs;
import io.docket.workflow.job.JobCall;
import io.docket.workflow.job.JobOutcome;
import io.docket.workflow.retry.Refused;

/**
 * Sends the command of a job, under the job's key, and makes its answer the outcome of the job: the result as variable
 * {@code commandResult} (or as header {@value #RESULT} names it), a refusal as BPMN error whose code is the reason (or as
 * header {@value #ERROR_CODE} names it) or, if header {@value #ON_REJECTION} is {@code incident}, as an incident.
 */
final class CommandOutcome {
    static final String RESULT = "resultVariable";
    static final String ERROR_CODE = "errorCode";
    static final String ON_REJECTION = "onRejection";

    private static final String DEFAULT_RESULT = "commandResult";
    private static final String INCIDENT = "incident";
    private static final String REFUSAL = "commandError";

    private final CommandAnswers commands;

    CommandOutcome(CommandAnswers commands) {
        this.commands = commands;
    }

    JobOutcome of(JobCall call, String type, ObjectNode payload) {
        try {
            ObjectNode result = commands.call(call.command(type, payload));
            result.remove("events");
            ObjectNode variables = Json.mapper().createObjectNode();
            variables.set(call.inputs().header(RESULT).orElse(DEFAULT_RESULT), result);
            return new JobOutcome.Done(variables);
        } catch (CommandRefused e) {
            throw refused(call.inputs(), e);
        } catch (CommandForbidden e) {
            throw new Refused("command-403", String.valueOf(e.getMessage()));
        }
    }

    private static Refused refused(Inputs inputs, CommandRefused refusal) {
        String detail = inputs.isConfidential() ? Inputs.WITHHELD : refusal.explanation();
        if (inputs.header(ON_REJECTION).filter(INCIDENT::equals).isPresent()) {
            return inputs.isConfidential() ? new Refused(refusal.code(), detail) : refusal;
        }
        ObjectNode variables = Json.mapper().createObjectNode();
        variables
                .putObject(REFUSAL)
                .put("status", refusal.status())
                .put("code", refusal.reason())
                .put("detail", detail);
        return new BpmnError(inputs.header(ERROR_CODE).orElse(refusal.reason()), detail, variables);
    }
}
