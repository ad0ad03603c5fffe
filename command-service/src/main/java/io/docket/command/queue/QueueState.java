package io.docket.command.queue;

import io.docket.command.decision.EntityKind;
import io.docket.contracts.event.QueueEvent;
import org.jspecify.annotations.Nullable;

/**
 * What decisions need of a queue: what was defined last.
 *
 * @param last the last definition
 */
public record QueueState(QueueEvent.Defined last) {
    /** Queues. */
    public static final EntityKind<QueueState, QueueEvent> KIND =
            new EntityKind<>("queue", QueueEvent.class, QueueState::evolve);

    private static QueueState evolve(@Nullable QueueState before, QueueEvent event, String actor) {
        return switch (event) {
            case QueueEvent.Defined defined -> new QueueState(defined);
        };
    }
}
