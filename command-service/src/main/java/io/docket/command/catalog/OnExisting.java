package io.docket.command.catalog;

import io.docket.command.decision.Decider;
import io.docket.command.decision.Entity;
import io.docket.command.decision.EntityKind;
import io.docket.contracts.event.DomainEvent;
import java.util.function.Function;

/** Commands about one entity that exists. */
final class OnExisting {
    private OnExisting() {}

    static <S, E extends DomainEvent, C> CommandType<C> of(
            EntityKind<S, E> kind, String name, Class<C> payload, Function<C, String> id, Decider<S, C, E> decider) {
        return new CommandType<>(
                name,
                payload,
                kind.name(),
                (command, commandId) -> id.apply(command),
                false,
                (target, command, context, workspace) -> {
                    Entity<S, E> entity = workspace.load(kind, target);
                    entity.apply(decider.decide(entity.state(), command, context));
                });
    }
}
