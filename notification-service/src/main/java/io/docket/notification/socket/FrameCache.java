package io.docket.notification.socket;

import io.docket.notification.log.LoggedEvent;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The event frame that was made last for each of a few subscription ids. Clients that call their subscriptions the same,
 * as those of one program do, and that are equally far, get the very same frame.
 */
final class FrameCache {
    /** Frames kept; a power of two. */
    private static final int SLOTS = 64;
    /** Largest frame kept, in bytes. */
    private static final int MAX_BYTES = 64 * 1024;

    private final AtomicReferenceArray<@Nullable Made> made = new AtomicReferenceArray<>(SLOTS);

    Frame event(String id, String prefix, LoggedEvent event, String cursor) {
        int slot = id.hashCode() & (SLOTS - 1);
        Made known = made.get(slot);
        if (known != null && known.event == event && known.id.equals(id) && known.cursor.equals(cursor)) {
            return known.frame;
        }
        Frame frame = Frames.event(prefix, cursor, event.json());
        if (frame.size() <= MAX_BYTES) {
            made.set(slot, new Made(id, event, cursor, frame));
        }
        return frame;
    }

    private record Made(String id, LoggedEvent event, String cursor, Frame frame) {}
}
