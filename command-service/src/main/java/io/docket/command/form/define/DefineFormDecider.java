package io.docket.command.form.define;

import io.docket.command.casetype.SchemaCheck;
import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Operation;
import io.docket.command.decision.Workspace;
import io.docket.command.form.FormState;
import io.docket.contracts.event.FormEvent.Defined;
import java.util.List;

/**
 * Decides on a new version of a form: its schema must be one.
 *
 * @param schemas tells a schema from what is none
 */
public record DefineFormDecider(SchemaCheck schemas) implements Operation<DefineForm> {
    @Override
    public void perform(String id, DefineForm command, DecisionContext context, Workspace workspace) {
        schemas.require("schema", command.schema());
        workspace.define(
                FormState.KIND,
                id,
                List.of(new Defined(command.name(), command.schema(), command.uiSchema(), command.components())));
    }
}
