package io.docket.command.casetype.define;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.command.casetype.CaseTypeState;
import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Entity;
import io.docket.command.decision.Operation;
import io.docket.command.decision.Refusal;
import io.docket.command.decision.Rejection;
import io.docket.command.decision.Workspace;
import io.docket.contracts.event.CaseTypeEvent;
import io.docket.contracts.event.CaseTypeEvent.Defined;
import io.docket.contracts.event.CaseTypeEvent.Stage;
import io.docket.kit.problem.FieldError;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Decides on a new version of a case type: its schema must be one, its stages must be consistent. */
public final class DefineCaseTypeDecider implements Operation<DefineCaseType> {
    private final Function<JsonNode, List<FieldError>> schemaErrors;

    /** @param schemaErrors what is wrong with a JSON Schema; empty if nothing */
    public DefineCaseTypeDecider(Function<JsonNode, List<FieldError>> schemaErrors) {
        this.schemaErrors = schemaErrors;
    }

    @Override
    public void perform(String id, DefineCaseType command, DecisionContext context, Workspace workspace) {
        List<CaseTypeEvent> events = decide(command);
        Optional<Entity<CaseTypeState, CaseTypeEvent>> known = workspace.find(CaseTypeState.KIND, id);
        if (known.isPresent()) {
            known.get().apply(events);
        } else {
            workspace.create(CaseTypeState.KIND, id, events);
        }
    }

    private List<CaseTypeEvent> decide(DefineCaseType command) {
        List<FieldError> faults = schemaErrors.apply(command.dataSchema());
        if (!faults.isEmpty()) {
            throw new Rejection(Refusal.invalid(
                    "dataSchema is not a JSON Schema 2020-12",
                    faults.stream()
                            .map(fault -> new FieldError("/dataSchema" + fault.pointer(), fault.detail()))
                            .toList()));
        }
        requireConsistent(command.stages());
        return List.of(new Defined(
                command.name(),
                command.dataSchema(),
                command.stages(),
                command.process(),
                command.forms(),
                command.roles(),
                command.notifyRules()));
    }

    private static void requireConsistent(List<Stage> stages) {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < stages.size(); i++) {
            if (!ids.add(stages.get(i).id())) {
                throw Rejection.invalid(
                        "/stages/" + i + "/id", "stage " + stages.get(i).id() + " is there twice");
            }
        }
        for (int i = 0; i < stages.size(); i++) {
            List<String> next = stages.get(i).next();
            for (int j = 0; next != null && j < next.size(); j++) {
                if (!ids.contains(next.get(j))) {
                    throw Rejection.unknown(
                            "unknown-stage", "/stages/" + i + "/next/" + j, "there is no stage " + next.get(j));
                }
            }
        }
    }
}
