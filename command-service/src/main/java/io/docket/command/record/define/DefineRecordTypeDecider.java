package io.docket.command.record.define;

import io.docket.command.casetype.SchemaCheck;
import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Operation;
import io.docket.command.decision.Workspace;
import io.docket.command.record.RecordTypeState;
import io.docket.contracts.event.RecordTypeEvent.Defined;
import java.util.List;

/**
 * Decides on a new version of a record type: its schema must be one.
 *
 * @param schemas tells a schema from what is none
 */
public record DefineRecordTypeDecider(SchemaCheck schemas) implements Operation<DefineRecordType> {
    @Override
    public void perform(String id, DefineRecordType command, DecisionContext context, Workspace workspace) {
        schemas.require("schema", command.schema());
        workspace.define(RecordTypeState.KIND, id, List.of(new Defined(command.name(), command.schema())));
    }
}
