package io.docket.command.record;

import io.docket.command.casework.CaseOf;
import io.docket.command.decision.Workspace;
import io.docket.contracts.id.RecordId;

/** The case that a record may belong to: it must be there, and not put away. */
public final class CaseOfRecord {
    private CaseOfRecord() {}

    /** Rejects a change of a record whose case does not allow it. */
    public static void require(RecordId record, Workspace workspace) {
        CaseOf.requireThere(record.caseId(), workspace);
    }
}
