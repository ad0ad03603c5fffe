package io.docket.command.submit;

import io.docket.command.decision.Refusal;
import io.docket.eventstore.DuplicateKeyException;
import io.docket.eventstore.EventStoreException;
import io.docket.eventstore.EventTooLargeException;
import io.docket.eventstore.InvalidStreamException;
import io.docket.eventstore.NotOwnerException;
import io.docket.eventstore.OverloadedException;
import io.docket.eventstore.SeveralRootsException;
import io.docket.eventstore.StartRefusedException;
import io.docket.eventstore.StoreUnavailableException;
import io.docket.eventstore.UnknownOutcomeException;
import io.docket.eventstore.UnreadableEventException;
import io.docket.eventstore.VersionConflictException;
import java.util.List;

/** What a client hears when the event store does not take its command. */
final class StoreRefusals {
    private StoreRefusals() {}

    static Refusal of(EventStoreException e) {
        return switch (e) {
            case EventTooLargeException tooLarge -> Refusal.tooLarge(tooLarge.getMessage());
            case InvalidStreamException invalid -> Refusal.invalid(invalid.getMessage(), List.of());
            case SeveralRootsException several -> Refusal.conflict("several-roots", several.getMessage());
            case UnreadableEventException _ -> Refusal.unreadableHistory();
            case OverloadedException overloaded -> Refusal.overloaded(overloaded.getMessage());
            case DuplicateKeyException _ -> Refusal.keyReuse();
            case NotOwnerException _ ->
                Refusal.unavailable("unavailable", "the partition of this entity is changing its owner");
            case VersionConflictException _ ->
                Refusal.unavailable("unavailable", "other commands changed the same entity at the same time");
            case StoreUnavailableException _, StartRefusedException _ ->
                Refusal.unavailable("unavailable", "the event log, or the index of it, cannot be reached now");
            case UnknownOutcomeException _ ->
                Refusal.unavailable(
                        "outcome-unknown",
                        "it is not known whether the command is committed; send it again with the same Idempotency-Key");
        };
    }
}
