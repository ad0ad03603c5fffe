package io.docket.command.record.put;

import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Entity;
import io.docket.command.decision.Operation;
import io.docket.command.decision.Rejection;
import io.docket.command.decision.Workspace;
import io.docket.command.record.CaseOfRecord;
import io.docket.command.record.RecordState;
import io.docket.command.record.RecordTypeVersion;
import io.docket.command.record.RecordTypes;
import io.docket.contracts.event.RecordEvent;
import io.docket.contracts.id.EntityId;
import io.docket.contracts.id.RecordId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Decides on a record: its data must fit the current version of its type, its case must be there. The same data again
 * changes nothing.
 */
public final class PutRecordDecider implements Operation<PutRecord> {
    private final RecordTypes types;

    public PutRecordDecider(RecordTypes types) {
        this.types = types;
    }

    /** Id of the record as an entity. Rejects ids that do not go together. */
    public static String idOf(PutRecord command, String commandId) {
        return recordId(command, commandId).entityId();
    }

    private static RecordId recordId(PutRecord command, String commandId) {
        String caseId = command.caseId();
        String derived = caseId == null ? commandId : EntityId.dependent(caseId, commandId);
        RecordId record = new RecordId(command.type(), Objects.requireNonNullElse(command.id(), derived));
        if (caseId != null && !caseId.equals(record.caseId())) {
            throw Rejection.invalid("/id", "it must be " + caseId + "~<suffix>");
        }
        if (!record.isValid()) {
            throw Rejection.invalid("/id", "it is not an id, or too long together with its type");
        }
        return record;
    }

    @Override
    public void perform(String entityId, PutRecord command, DecisionContext context, Workspace workspace) {
        RecordTypeVersion type = types.current(context.tenant(), command.type())
                .orElseThrow(() ->
                        Rejection.unknown("unknown-record-type", "/type", "there is no record type " + command.type()));
        type.requireValid(command.data());
        RecordId record = RecordId.ofEntity(entityId);
        CaseOfRecord.require(record, workspace);
        List<RecordEvent> put =
                List.of(new RecordEvent.Put(type.id(), type.version(), record.caseId(), command.data()));
        Optional<Entity<RecordState, RecordEvent>> known = workspace.find(RecordState.KIND, entityId);
        if (known.isEmpty()) {
            workspace.create(RecordState.KIND, entityId, put);
        } else if (!known.get().state().equals(new RecordState(type.version(), command.data()))) {
            known.get().apply(put);
        }
    }
}
