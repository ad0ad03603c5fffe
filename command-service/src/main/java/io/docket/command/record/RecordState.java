package io.docket.command.record;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.command.decision.EntityKind;
import io.docket.contracts.event.RecordEvent;
import org.jspecify.annotations.Nullable;

/**
 * What decisions need of a record.
 *
 * @param typeVersion version of its type that the data was checked against
 * @param data its data; absent while it is deleted
 */
public record RecordState(long typeVersion, @Nullable JsonNode data) {
    /** Records. */
    public static final EntityKind<RecordState, RecordEvent> KIND =
            new EntityKind<>("record", RecordEvent.class, RecordState::evolve);

    /** True if it is gone. */
    public boolean isDeleted() {
        return data == null;
    }

    private static RecordState evolve(@Nullable RecordState before, RecordEvent event, String actor) {
        return switch (event) {
            case RecordEvent.Put put -> new RecordState(put.recordTypeVersion(), put.data());
            case RecordEvent.Deleted _ -> new RecordState(before == null ? 0 : before.typeVersion(), null);
        };
    }
}
