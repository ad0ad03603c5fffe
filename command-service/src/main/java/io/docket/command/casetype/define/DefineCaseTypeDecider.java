package io.docket.command.casetype.define;

import io.docket.command.casetype.CaseTypeState;
import io.docket.command.casetype.SchemaCheck;
import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Operation;
import io.docket.command.decision.Rejection;
import io.docket.command.decision.Workspace;
import io.docket.contracts.event.CaseTypeEvent.Defined;
import io.docket.contracts.event.CaseTypeEvent.Stage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Decides on a new version of a case type: its schema must be one, its stages must be consistent. */
public final class DefineCaseTypeDecider implements Operation<DefineCaseType> {
    private final SchemaCheck schemas;

    /** @param schemas tells a schema from what is none */
    public DefineCaseTypeDecider(SchemaCheck schemas) {
        this.schemas = schemas;
    }

    @Override
    public void perform(String id, DefineCaseType command, DecisionContext context, Workspace workspace) {
        schemas.require("dataSchema", command.dataSchema());
        requireConsistent(command.stages());
        workspace.define(
                CaseTypeState.KIND,
                id,
                List.of(new Defined(
                        command.name(),
                        command.dataSchema(),
                        command.stages(),
                        command.process(),
                        command.forms(),
                        command.roles(),
                        command.notifyRules(),
                        command.queues())));
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
