package io.docket.command.process.deploy;

import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Rejection;
import io.docket.contracts.event.ProcessDefinitionEvent;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides on a report of the engine about a deployment; the same report again changes nothing. */
public final class RecordDeploymentDecider {
    private RecordDeploymentDecider() {}

    /** The decision. */
    public static List<ProcessDefinitionEvent> decide(
            ProcessDefinitionState state, RecordDeployment command, DecisionContext context) {
        if (command.deployment() > state.version()) {
            throw Rejection.unknown("unknown-deployment", "/deployment", "there is no such deployment");
        }
        ProcessDefinitionEvent outcome = switch (command.outcome()) {
            case ACTIVATED ->
                new ProcessDefinitionEvent.Activated(
                        command.deployment(),
                        orEmpty(command.processes()),
                        orEmpty(command.decisions()),
                        orEmpty(command.forms()));
            case REFUSED ->
                new ProcessDefinitionEvent.Refused(
                        command.deployment(),
                        Objects.requireNonNullElse(command.code(), "refused"),
                        Objects.requireNonNullElse(command.message(), ""));
        };
        return outcome.equals(state.outcomes().get(command.deployment())) ? List.of() : List.of(outcome);
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
