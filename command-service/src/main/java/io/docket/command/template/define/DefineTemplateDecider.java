package io.docket.command.template.define;

import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Workspace;
import io.docket.command.template.TemplateState;
import io.docket.contracts.event.TemplateEvent.Defined;
import java.util.List;
import java.util.Objects;

/** Decides on a new version of a template. */
public final class DefineTemplateDecider {
    private DefineTemplateDecider() {}

    /** Carries out the command. */
    public static void perform(String id, DefineTemplate command, DecisionContext context, Workspace workspace) {
        String contentType = Objects.requireNonNullElse(command.contentType(), DefineTemplate.PLAIN);
        workspace.define(
                TemplateState.KIND,
                id,
                List.of(new Defined(command.name(), contentType, command.subject(), command.body())));
    }
}
