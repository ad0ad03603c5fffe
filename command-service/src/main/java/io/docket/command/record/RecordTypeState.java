package io.docket.command.record;

import io.docket.command.decision.EntityKind;
import io.docket.contracts.event.RecordTypeEvent;
import org.jspecify.annotations.Nullable;

/**
 * What decisions need of a record type: what was defined last.
 *
 * @param last the last definition
 */
public record RecordTypeState(RecordTypeEvent.Defined last) {
    /** Record types. */
    public static final EntityKind<RecordTypeState, RecordTypeEvent> KIND =
            new EntityKind<>("record-type", RecordTypeEvent.class, RecordTypeState::evolve);

    private static RecordTypeState evolve(@Nullable RecordTypeState before, RecordTypeEvent event, String actor) {
        return switch (event) {
            case RecordTypeEvent.Defined defined -> new RecordTypeState(defined);
        };
    }
}
