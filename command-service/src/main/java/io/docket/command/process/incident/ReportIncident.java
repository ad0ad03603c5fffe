package io.docket.command.process.incident;

import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Entity;
import io.docket.command.decision.Operation;
import io.docket.command.decision.Workspace;
import io.docket.command.process.OpenIncident;
import io.docket.command.process.ProcessState;
import io.docket.command.task.TaskState;
import io.docket.command.task.TaskStatus;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.id.JobTaskId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes in a report of an incident. Where it is over, a task that failed with its job can be done again. */
public final class ReportIncident implements Operation<RecordIncident> {
    @Override
    public void perform(String id, RecordIncident command, DecisionContext context, Workspace workspace) {
        Entity<ProcessState, ProcessEvent> process = workspace.load(ProcessState.KIND, id);
        OpenIncident before = process.state().incidents().get(command.incidentId());
        process.apply(IncidentDecider.decide(process.state(), command, context));
        boolean isOver = !process.state().incidents().containsKey(command.incidentId());
        if (before != null && isOver) {
            resume(id, before.raised().jobKey(), workspace);
        }
    }

    private static void resume(String processInstanceId, @Nullable String jobKey, Workspace workspace) {
        if (jobKey != null) {
            workspace
                    .find(TaskState.KIND, JobTaskId.of(processInstanceId, jobKey))
                    .filter(task -> task.state().status() == TaskStatus.FAILED)
                    .ifPresent(task -> task.apply(List.of(new TaskEvent.Resumed())));
        }
    }
}
