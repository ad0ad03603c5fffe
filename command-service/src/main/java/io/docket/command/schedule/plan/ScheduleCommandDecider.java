package io.docket.command.schedule.plan;

import io.docket.command.casework.CaseOf;
import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Operation;
import io.docket.command.decision.Workspace;
import io.docket.command.schedule.ScheduleState;
import io.docket.contracts.event.ScheduleEvent;
import java.util.List;
import java.util.Objects;

/** Decides on a command for later: it must be one that could be sent now, its time must be one, its case must be there. */
public final class ScheduleCommandDecider implements Operation<ScheduleCommand> {
    private static final String ONCE = "once";

    private final LaterCommand later;

    /** Commands that may be sent later. */
    public ScheduleCommandDecider(LaterCommand later) {
        this.later = later;
    }

    /** Id of the schedule. */
    public static String idOf(ScheduleCommand command, String commandId) {
        return Objects.requireNonNullElseGet(
                command.scheduleId(), () -> CaseOf.newId(command.caseId(), "sch-", commandId));
    }

    @Override
    public void perform(String id, ScheduleCommand command, DecisionContext context, Workspace workspace) {
        CaseOf.requireFitting("/scheduleId", id, command.caseId());
        Times.require(command);
        later.require(command.command(), command.data(), context);
        CaseOf.requireThere(command.caseId(), workspace);
        boolean again = command.cron() != null;
        workspace.create(
                ScheduleState.KIND,
                id,
                List.of(new ScheduleEvent.Created(
                        command.caseId(),
                        command.command(),
                        command.data(),
                        command.at(),
                        command.after(),
                        command.cron(),
                        again ? Objects.requireNonNullElse(command.zone(), Times.UTC) : null,
                        again ? Objects.requireNonNullElse(command.missed(), ONCE) : null)));
    }
}
