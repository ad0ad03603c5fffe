package io.docket.command.mail.send;

import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Operation;
import io.docket.command.decision.Workspace;
import io.docket.command.mail.MailIds;
import io.docket.command.mail.MailState;
import io.docket.contracts.event.MailEvent;
import java.util.List;

/** Decides on asking for an e-mail: its case must be there, its id must belong to the case. */
public final class SendEmailDecider implements Operation<SendEmail> {
    /** Id of the new mail. */
    public static String idOf(SendEmail command, String commandId) {
        return MailIds.of(command.mailId(), command.caseId(), commandId);
    }

    @Override
    public void perform(String id, SendEmail command, DecisionContext context, Workspace workspace) {
        MailIds.require(id, command.caseId(), workspace);
        workspace.create(
                MailState.KIND,
                id,
                List.of(new MailEvent.Requested(
                        command.caseId(),
                        command.to(),
                        command.cc(),
                        command.subject(),
                        command.body(),
                        command.html(),
                        command.inReplyTo())));
    }
}
