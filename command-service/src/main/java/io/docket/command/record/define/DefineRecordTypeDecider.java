package io.docket.command.record.define;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Entity;
import io.docket.command.decision.Operation;
import io.docket.command.decision.Refusal;
import io.docket.command.decision.Rejection;
import io.docket.command.decision.Workspace;
import io.docket.command.record.RecordTypeState;
import io.docket.contracts.event.RecordTypeEvent;
import io.docket.contracts.event.RecordTypeEvent.Defined;
import io.docket.kit.problem.FieldError;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Decides on a new version of a record type: its schema must be one. */
public final class DefineRecordTypeDecider implements Operation<DefineRecordType> {
    private final Function<JsonNode, List<FieldError>> schemaErrors;

    /** @param schemaErrors what is wrong with a JSON Schema; empty if nothing */
    public DefineRecordTypeDecider(Function<JsonNode, List<FieldError>> schemaErrors) {
        this.schemaErrors = schemaErrors;
    }

    @Override
    public void perform(String id, DefineRecordType command, DecisionContext context, Workspace workspace) {
        List<FieldError> faults = schemaErrors.apply(command.schema());
        if (!faults.isEmpty()) {
            throw new Rejection(Refusal.invalid(
                    "schema is not a JSON Schema 2020-12",
                    faults.stream()
                            .map(fault -> new FieldError("/schema" + fault.pointer(), fault.detail()))
                            .toList()));
        }
        List<RecordTypeEvent> events = List.of(new Defined(command.name(), command.schema()));
        Optional<Entity<RecordTypeState, RecordTypeEvent>> known = workspace.find(RecordTypeState.KIND, id);
        if (known.isPresent()) {
            known.get().apply(events);
        } else {
            workspace.create(RecordTypeState.KIND, id, events);
        }
    }
}
