package io.docket.command.signal;

import io.docket.command.decision.EntityKind;
import io.docket.contracts.event.SignalEvent;
import org.jspecify.annotations.Nullable;

/**
 * What is left of an event from outside.
 *
 * @param name what happened
 */
public record SignalState(String name) {
    /** Events from outside. */
    public static final EntityKind<SignalState, SignalEvent> KIND =
            new EntityKind<>("signal", SignalEvent.class, SignalState::evolve);

    private static SignalState evolve(@Nullable SignalState before, SignalEvent event, String actor) {
        return switch (event) {
            case SignalEvent.Emitted emitted -> new SignalState(emitted.name());
        };
    }
}
