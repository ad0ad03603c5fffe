package io.docket.command.notification;

import io.docket.command.casework.CaseOf;
import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Operation;
import io.docket.command.decision.Workspace;
import io.docket.contracts.event.NotificationEvent;
import java.util.List;

/** Decides on telling people: the case that it is about must be there. */
public final class NotifyDecider implements Operation<Notify> {
    /** Id of the notification. */
    public static String idOf(Notify command, String commandId) {
        return CaseOf.newId(command.caseId(), "n-", commandId);
    }

    @Override
    public void perform(String id, Notify command, DecisionContext context, Workspace workspace) {
        CaseOf.requireThere(command.caseId(), workspace);
        workspace.create(
                NotificationState.KIND,
                id,
                List.of(new NotificationEvent.Requested(
                        command.caseId(), command.users(), command.workflow(), command.payload())));
    }
}
