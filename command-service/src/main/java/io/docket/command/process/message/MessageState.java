package io.docket.command.process.message;

import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.EntityKind;
import io.docket.contracts.event.MessageEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What decisions need of a message.
 *
 * @param refused whether the engine will not take it
 */
public record MessageState(boolean refused) {
    /** Messages. */
    public static final EntityKind<MessageState, MessageEvent> KIND =
            new EntityKind<>("message", MessageEvent.class, MessageState::evolve);

    /** A report of the engine; the same again changes nothing. */
    public static List<MessageEvent> decide(MessageState state, RecordMessage command, DecisionContext context) {
        return state.refused ? List.of() : List.of(new MessageEvent.Refused(command.code(), command.message()));
    }

    private static MessageState evolve(@Nullable MessageState before, MessageEvent event, String actor) {
        return switch (event) {
            case MessageEvent.Published _ -> new MessageState(false);
            case MessageEvent.Refused _ -> new MessageState(true);
        };
    }
}
