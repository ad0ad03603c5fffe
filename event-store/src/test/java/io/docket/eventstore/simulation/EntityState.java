package io.docket.eventstore.simulation;

import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.internal.index.PartitionIndex;
import java.nio.ByteBuffer;

/**
 * The state of an entity of the invented domain: what its events come to, one after the other.
 *
 * @param version number of events in it
 * @param value differs if an event or its place does
 */
record EntityState(long version, long value) {
    static final EntityState NONE = new EntityState(0, 0);
    private static final int FACTOR = 31;

    EntityState after(String eventId) {
        return new EntityState(version + 1, value * FACTOR + eventId.hashCode());
    }

    /** The form of a snapshot. */
    byte[] toBytes() {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(version)
                .putLong(value)
                .array();
    }

    static EntityState of(byte[] snapshot) {
        ByteBuffer bytes = ByteBuffer.wrap(snapshot);
        return new EntityState(bytes.getLong(), bytes.getLong());
    }

    /** What an owner works on: the snapshot, if there is one, and the events after it. */
    static EntityState load(PartitionIndex index, String stream) {
        byte[] snapshot = index.snapshot(stream);
        EntityState state = snapshot == null ? NONE : of(snapshot);
        for (StoredEvent stored : index.events(stream, state.version() + 1, Integer.MAX_VALUE)) {
            state = state.after(stored.event().id());
        }
        return state;
    }
}
