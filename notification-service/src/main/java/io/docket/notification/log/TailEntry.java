package io.docket.notification.log;

import org.jspecify.annotations.Nullable;

/** An event in the tail with the place right after it; the cursor's text is made once for all subscribers. */
public final class TailEntry {
    private final LoggedEvent event;
    private final Offsets after;
    private volatile @Nullable String cursor;

    TailEntry(LoggedEvent event, Offsets after) {
        this.event = event;
        this.after = after;
    }

    public LoggedEvent event() {
        return event;
    }

    /** The place after this event and all that arrived before it; not to be changed. */
    public Offsets after() {
        return after;
    }

    /** The wire form of {@link #after()}. */
    public String cursor() {
        String known = cursor;
        if (known == null) {
            known = after.cursor().toString();
            cursor = known;
        }
        return known;
    }
}
