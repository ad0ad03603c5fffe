package io.docket.notification.live;

import io.docket.kit.filter.Filter;
import io.docket.notification.filter.Access;
import io.docket.notification.log.LoggedEvent;
import io.docket.notification.log.Offsets;
import io.docket.notification.log.TailEntry;
import java.io.UncheckedIOException;

/**
 * One filter of one client and how far the client has been served.
 *
 * <pre>
 *   STARTING ──> BEHIND <──> FOLLOWING
 *       └───────────┴───────────┴──────> ENDED
 * </pre>
 *
 * FOLLOWING: each new event is offered by the thread that appends to the tail. BEHIND: the client had no room, or began in
 * the past; a turn of {@link Deliveries} pulls from the tail or the log as long as the client takes. The phase and the
 * hand-over of the position between these threads are guarded by the lock of {@link LiveLog}.
 */
public final class Subscription {
    enum Phase {
        STARTING,
        BEHIND,
        FOLLOWING,
        ENDED
    }

    /** What became of an event that was offered. */
    enum Offer {
        /** It is not for this client, or was given before. */
        SKIPPED,
        /** The client has it. */
        GIVEN,
        /** It is for this client, which has no room; the position is before it. */
        NO_ROOM
    }

    private final Filter filter;
    private final Sink sink;
    private final DeliveryMeter meter;
    private final Offsets position = Offsets.zero();
    private volatile Access access;
    private volatile Phase phase = Phase.STARTING;

    /** Guarded by the lock: a turn is running or due. */
    boolean turning;
    /** Guarded by the lock: room was made while a turn was running. */
    boolean again;
    /** Guarded by the lock: it was given events of the batch that is being taken in. */
    boolean touched;

    Subscription(Filter filter, Access access, Sink sink, DeliveryMeter meter) {
        this.filter = filter;
        this.access = access;
        this.sink = sink;
        this.meter = meter;
    }

    /** True if nothing more will come. */
    public boolean isEnded() {
        return phase == Phase.ENDED;
    }

    /** Says what the client may be told of from the next event on. */
    public void restrict(Access now) {
        access = now;
    }

    Filter filter() {
        return filter;
    }

    Sink sink() {
        return sink;
    }

    Offsets position() {
        return position;
    }

    Phase phase() {
        return phase;
    }

    void enter(Phase next) {
        phase = next;
    }

    void start(Offsets from, boolean recovered) {
        position.advance(from);
        sink.started(position.cursor(), recovered);
    }

    /** Gives the client an event of the tail if it wants it. */
    Offer offer(TailEntry entry) {
        LoggedEvent event = entry.event();
        if (isServed(event)) {
            return Offer.SKIPPED;
        }
        boolean wanted = wants(event);
        if (wanted && !sink.ready()) {
            return Offer.NO_ROOM;
        }
        position.advance(entry.after());
        if (!wanted) {
            return Offer.SKIPPED;
        }
        sink.event(
                event,
                position.equals(entry.after())
                        ? entry.cursor()
                        : position.cursor().toString());
        return Offer.GIVEN;
    }

    /** Gives the client an event read from the log if it wants it. */
    Offer offer(LoggedEvent event) {
        if (isServed(event)) {
            return Offer.SKIPPED;
        }
        boolean wanted = wants(event);
        if (wanted && !sink.ready()) {
            return Offer.NO_ROOM;
        }
        position.advance(event.position().partition(), event.position().offset() + 1);
        if (!wanted) {
            return Offer.SKIPPED;
        }
        sink.event(event, position.cursor().toString());
        return Offer.GIVEN;
    }

    private boolean isServed(LoggedEvent event) {
        return event.position().offset() < position.next(event.position().partition());
    }

    private boolean wants(LoggedEvent event) {
        try {
            if (!filter.matches(event)) {
                return false;
            }
            if (!access.permits(event)) {
                meter.denied();
                return false;
            }
            event.json();
            return true;
        } catch (UncheckedIOException unreadable) {
            return false;
        }
    }
}
