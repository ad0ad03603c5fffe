package io.docket.cli.importlog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.cli.bulk.BulkCommand;
import io.docket.cli.mapping.CommandKind;
import io.docket.contracts.envelope.Activity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one case as they are written down, event by event. The command that stands for the event itself has the
 * key {@code xes:<case>:<event>}; those that only make it legal have {@code xes:<case>:<event>:<command>}.
 */
final class CaseScript {
    private final String caseId;
    private final TaskLedger tasks;
    private final List<BulkCommand> commands = new ArrayList<>();
    private final Set<String> actors = new HashSet<>();
    private boolean opened;
    private boolean closed;

    CaseScript(String caseId) {
        this.caseId = caseId;
        this.tasks = new TaskLedger(caseId);
    }

    /**
     * An event.
     *
     * @param index its number in the trace
     * @param occurredAt its time
     * @param actor who did it; {@code null}: the importing user
     * @param activity what the log calls it; {@code null}: the log has no event here
     * @param label how messages name it
     */
    record Moment(
            int index,
            @Nullable String occurredAt,
            @Nullable String actor,
            @Nullable Activity activity,
            String label) {}

    /** True if the case has been opened. */
    boolean isOpened() {
        return opened;
    }

    /** Opens the case, as the event's own command or before it. */
    void open(Moment moment, ObjectNode payload, boolean primary) {
        opened = true;
        add(CommandKind.OPEN_CASE, moment, moment.actor(), payload, primary);
    }

    /** Writes down an event that is about the case itself. */
    void onCase(CommandKind command, Moment moment, ObjectNode payload) {
        makeLegal(command, moment);
        add(command, moment, moment.actor(), payload.put("caseId", caseId), true);
        closed = command == CommandKind.CLOSE_CASE || (closed && command != CommandKind.REOPEN_CASE);
    }

    /** Writes down an event that is about a task. */
    void onTask(CommandKind command, Moment moment, String taskName, ObjectNode payload) {
        makeLegal(command, moment);
        List<TaskStep> steps = tasks.steps(command, taskName, moment.actor());
        for (TaskStep step : steps) {
            boolean primary = step == steps.getLast();
            ObjectNode data = primary ? payload : JsonNodeFactory.instance.objectNode();
            data.put("taskId", step.taskId());
            if (step.command() == CommandKind.CREATE_TASK) {
                data.put("caseId", caseId).put("name", step.taskName());
            }
            add(step.command(), moment, step.actor(), data, primary);
        }
    }

    /** The finished plan. */
    TracePlan plan(int events, String finalStage, long weight) {
        return new TracePlan(events, finalStage, Set.copyOf(actors), List.copyOf(commands), weight);
    }

    /** The activity as a command carries it; without a name for what the log does not have. */
    private static ObjectNode activity(@Nullable Activity activity) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (activity != null) {
            json.put("name", activity.name());
            if (activity.lifecycle() != null) {
                json.put("lifecycle", activity.lifecycle());
            }
            if (activity.resource() != null) {
                json.put("resource", activity.resource());
            }
        }
        return json;
    }

    private void makeLegal(CommandKind command, Moment moment) {
        boolean reopens = command == CommandKind.REOPEN_CASE;
        if (closed != reopens) {
            CommandKind before = closed ? CommandKind.REOPEN_CASE : CommandKind.CLOSE_CASE;
            ObjectNode data = JsonNodeFactory.instance.objectNode().put("caseId", caseId);
            add(before, moment, moment.actor(), data, false);
            closed = reopens;
        }
    }

    private void add(CommandKind command, Moment moment, @Nullable String actor, ObjectNode data, boolean primary) {
        if (moment.occurredAt() != null) {
            data.put("occurredAt", moment.occurredAt());
        }
        if (actor != null) {
            actors.add(actor);
            data.put("onBehalfOf", actor);
        }
        data.set("activity", activity(primary ? moment.activity() : null));
        String key = "xes:" + caseId + ":" + moment.index() + (primary ? "" : ":" + command.type());
        commands.add(new BulkCommand(command.type(), key, caseId, data, moment.label(), primary));
    }
}
