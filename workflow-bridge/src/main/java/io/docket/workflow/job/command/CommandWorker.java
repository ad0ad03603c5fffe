package io.docket.workflow.job.command;

import static io.docket.workflow.job.command.Field.list;
import static io.docket.workflow.job.command.Field.number;
import static io.docket.workflow.job.command.Field.object;
import static io.docket.workflow.job.command.Field.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.command.CommandAnswers;
import io.docket.workflow.job.JobCall;
import io.docket.workflow.job.JobOutcome;
import io.docket.workflow.job.JobWorker;
import java.util.List;
import java.util.stream.Stream;

/** Service tasks that are one command each: every field of the payload is an input of the same name. */
public final class CommandWorker implements JobWorker {
    private final String type;
    private final String command;
    private final List<Field> fields;
    private final CommandOutcome outcome;
    private final boolean takesInterimData;

    private CommandWorker(String type, String command, List<Field> fields, CommandOutcome outcome) {
        this(type, command, fields, outcome, false);
    }

    private CommandWorker(
            String type, String command, List<Field> fields, CommandOutcome outcome, boolean takesInterimData) {
        this.type = type;
        this.command = command;
        this.fields = fields;
        this.outcome = outcome;
        this.takesInterimData = takesInterimData;
    }

    /** The workers of all of them. */
    public static List<JobWorker> all(CommandAnswers commands) {
        CommandOutcome outcome = new CommandOutcome(commands);
        return List.of(
                new AnyCommand(outcome),
                new CommandWorker(
                        "docket:move-case",
                        "move-case",
                        List.of(text("caseId").needed(), text("stage").needed(), text("reason")),
                        outcome),
                new CommandWorker(
                        "docket:create-task",
                        "create-task",
                        List.of(
                                text("caseId"),
                                text("name").needed(),
                                list("candidateUsers"),
                                list("candidateGroups"),
                                text("assignee"),
                                text("due"),
                                text("followUp"),
                                number("priority"),
                                text("formKey")),
                        outcome),
                new CommandWorker(
                        "docket:notify",
                        "notify",
                        List.of(
                                text("caseId"),
                                list("users").needed(),
                                text("workflow").needed(),
                                object("payload")),
                        outcome),
                new CommandWorker(
                        "docket:emit",
                        "emit-event",
                        List.of(text("caseId"), text("name").needed(), object("data")),
                        outcome),
                new CommandWorker(
                        "docket:put-record",
                        "put-record",
                        List.of(
                                text("type").needed(),
                                text("id"),
                                text("caseId"),
                                object("data").needed()),
                        outcome,
                        true));
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public List<String> inputs() {
        return Stream.concat(fields.stream().map(Field::name), AnyCommand.OF_ALL.stream())
                .toList();
    }

    @Override
    public boolean takesInterimData() {
        return takesInterimData;
    }

    @Override
    public JobOutcome work(JobCall call) {
        ObjectNode payload = Json.mapper().createObjectNode();
        fields.forEach(field -> field.in(call.inputs()).ifPresent(value -> payload.set(field.name(), value)));
        return outcome.of(call, command, payload);
    }
}
