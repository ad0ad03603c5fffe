package io.docket.command.mail.receive;

import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Workspace;
import io.docket.command.mail.MailIds;
import io.docket.command.mail.MailState;
import io.docket.contracts.event.MailEvent;
import java.util.List;

/** Decides on e-mails that came in; one that is known already changes nothing. */
public final class IncomingDecider {
    private IncomingDecider() {}

    /** Carries out the command. */
    public static void receive(String id, ReceiveEmail command, DecisionContext context, Workspace workspace) {
        MailIds.require(id, command.caseId(), workspace);
        once(
                id,
                workspace,
                new MailEvent.Received(
                        command.caseId(),
                        command.messageId(),
                        command.sender(),
                        command.to(),
                        command.subject(),
                        command.html()));
    }

    /** Carries out the command. */
    public static void park(String id, ParkEmail command, DecisionContext context, Workspace workspace) {
        MailIds.require(id, null, workspace);
        once(
                id,
                workspace,
                new MailEvent.Parked(
                        command.messageId(),
                        command.sender(),
                        command.to(),
                        command.subject(),
                        command.cause(),
                        command.detail()));
    }

    private static void once(String id, Workspace workspace, MailEvent event) {
        workspace
                .find(MailState.KIND, id)
                .ifPresentOrElse(
                        known -> known.apply(List.of()), () -> workspace.create(MailState.KIND, id, List.of(event)));
    }
}
