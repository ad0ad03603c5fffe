package io.docket.command.record;

import io.docket.command.casework.CaseState;
import io.docket.command.decision.Rejection;
import io.docket.command.decision.Workspace;
import io.docket.contracts.id.RecordId;

/** The case that a record may belong to: it must be there, and not put away. */
public final class CaseOfRecord {
    private CaseOfRecord() {}

    /** Rejects a change of a record whose case does not allow it. */
    public static void require(RecordId record, Workspace workspace) {
        String caseId = record.caseId();
        if (caseId != null) {
            workspace
                    .find(CaseState.KIND, caseId)
                    .orElseThrow(() -> Rejection.unknown("unknown-case", "/caseId", "there is no case " + caseId))
                    .state()
                    .requireNotArchived();
        }
    }
}
