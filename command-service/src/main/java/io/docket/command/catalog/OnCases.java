package io.docket.command.catalog;

import io.docket.command.casetype.CaseTypeVersion;
import io.docket.command.casetype.CaseTypes;
import io.docket.command.casework.CaseState;
import io.docket.command.decision.Decider;
import io.docket.command.decision.Entity;
import io.docket.contracts.event.CaseEvent;
import java.util.List;
import java.util.function.Function;

/** Commands about a case that exists, with or without a look at the version of its type. */
record OnCases(CaseTypes types) {
    /**
     * A decision that also needs the case type.
     *
     * @param <C> command
     */
    @FunctionalInterface
    interface TypedDecider<C> {
        List<? extends CaseEvent> decide(CaseState state, CaseTypeVersion type, C command);
    }

    <C> CommandType<C> on(
            String name, Class<C> payload, Function<C, String> id, Decider<CaseState, C, CaseEvent> decider) {
        return OnExisting.of(CaseState.KIND, name, payload, id, decider);
    }

    <C> CommandType<C> typed(String name, Class<C> payload, Function<C, String> id, TypedDecider<C> decider) {
        return new CommandType<>(
                name,
                payload,
                CaseState.KIND.name(),
                (command, commandId) -> id.apply(command),
                false,
                (target, command, context, workspace) -> {
                    Entity<CaseState, CaseEvent> entity = workspace.load(CaseState.KIND, target);
                    CaseState state = entity.state();
                    CaseTypeVersion type = types.version(context.tenant(), state.caseType(), state.caseTypeVersion())
                            .orElseThrow(() -> new IllegalStateException("case type " + state.caseType() + " version "
                                    + state.caseTypeVersion() + " is gone"));
                    entity.apply(decider.decide(state, type, command));
                });
    }
}
