package io.docket.notification.live;

import io.docket.contracts.position.Cursor;
import io.docket.notification.log.LoggedEvent;

/**
 * The client's side of a subscription. Called by one thread at a time; must not block. Whoever answers {@link #ready} with
 * false calls {@link Deliveries#resume} once there is room.
 */
public interface Sink {
    /** The subscription begins at the place; {@code recovered} if a client goes on from an older one without a gap. */
    void started(Cursor from, boolean recovered);

    /** True if there is room for another event. */
    boolean ready();

    /** Takes the next event and the cursor after it; it may be kept back until {@link #flush}. */
    void event(LoggedEvent event, String cursor);

    /** Everything up to the place was looked at, whether the client wanted any of it or not; it was given what it wants. */
    default void passed(Cursor place) {}

    /** Sends what was kept back: no further events follow at once. */
    default void flush() {}

    /** The subscription ended, as the log no longer holds the place asked for. */
    void reset(String reason);

    /** The subscription ended, as what was asked for makes no sense. */
    void refused(String detail);
}
