package io.docket.command.mail;

import io.docket.command.casework.CaseState;
import io.docket.command.decision.Rejection;
import io.docket.command.decision.Workspace;
import io.docket.contracts.id.EntityId;
import org.jspecify.annotations.Nullable;

/** Ids of e-mails: those of a case begin with its id. */
public final class MailIds {
    private MailIds() {}

    /** The id of a new mail. */
    public static String of(@Nullable String mailId, @Nullable String caseId, String commandId) {
        if (mailId != null) {
            return mailId;
        }
        return caseId == null ? commandId : EntityId.dependent(caseId, "m-" + commandId);
    }

    /** Rejects an id that does not belong to the case, and a case that is not there. */
    public static void require(String id, @Nullable String caseId, Workspace workspace) {
        boolean fits = caseId == null ? EntityId.isRoot(id) : EntityId.isDependentOf(caseId, id);
        if (!fits) {
            throw Rejection.invalid(
                    "/mailId", caseId == null ? "without a case it has no ~" : "it must be " + caseId + "~<suffix>");
        }
        if (caseId != null) {
            workspace
                    .find(CaseState.KIND, caseId)
                    .orElseThrow(() -> Rejection.unknown("unknown-case", "/caseId", "there is no case " + caseId))
                    .state()
                    .requireNotArchived();
        }
    }
}
