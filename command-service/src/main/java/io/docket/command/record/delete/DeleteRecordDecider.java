package io.docket.command.record.delete;

import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Entity;
import io.docket.command.decision.Operation;
import io.docket.command.decision.Rejection;
import io.docket.command.decision.Workspace;
import io.docket.command.record.CaseOfRecord;
import io.docket.command.record.RecordState;
import io.docket.contracts.event.RecordEvent;
import io.docket.contracts.id.RecordId;
import java.util.List;

/** Decides on the end of a record: it must be there. */
public final class DeleteRecordDecider implements Operation<DeleteRecord> {
    /** Id of the record as an entity. Rejects what cannot be one. */
    public static String idOf(DeleteRecord command) {
        RecordId record = new RecordId(command.type(), command.id());
        if (!record.isValid()) {
            throw Rejection.invalid("/id", "it is not the id of a record of this type");
        }
        return record.entityId();
    }

    @Override
    public void perform(String entityId, DeleteRecord command, DecisionContext context, Workspace workspace) {
        Entity<RecordState, RecordEvent> record = workspace.load(RecordState.KIND, entityId);
        if (record.state().isDeleted()) {
            throw Rejection.notFound(RecordState.KIND.name(), entityId);
        }
        CaseOfRecord.require(RecordId.ofEntity(entityId), workspace);
        record.apply(List.of(new RecordEvent.Deleted()));
    }
}
