package io.docket.command.queue.define;

import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Workspace;
import io.docket.command.queue.QueueState;
import io.docket.contracts.event.QueueEvent.Defined;
import java.util.List;

/** Decides on a new version of a queue. */
public final class DefineQueueDecider {
    private DefineQueueDecider() {}

    /** Carries out the command. */
    public static void perform(String id, DefineQueue command, DecisionContext context, Workspace workspace) {
        workspace.define(
                QueueState.KIND, id, List.of(new Defined(command.name(), command.description(), command.groups())));
    }
}
