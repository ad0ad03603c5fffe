package io.docket.eventstore.upcast;

import io.docket.contracts.position.Cursor;
import io.docket.eventstore.EventFeed;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.UnreadableEventException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A feed whose events come in the newest version of their types. An event that no step can take keeps its place: what was
 * read before it is given, then each call tries that event again, and what was read behind it waits.
 */
final class UpcastingFeed implements EventFeed {
    private final EventFeed feed;
    private final UnaryOperator<StoredEvent> upcast;

    /** Read and not given yet. */
    private List<StoredEvent> waiting = List.of();

    private Cursor cursor;
    private volatile boolean closed;

    UpcastingFeed(EventFeed feed, UnaryOperator<StoredEvent> upcast) {
        this.feed = feed;
        this.upcast = upcast;
        this.cursor = feed.cursor();
    }

    @Override
    public List<StoredEvent> poll(Duration atMost) {
        if (closed) {
            return List.of();
        }
        if (waiting.isEmpty()) {
            waiting = feed.poll(atMost);
        }
        List<StoredEvent> given = upToUnreadable();
        waiting = waiting.subList(given.size(), waiting.size());
        cursor = waiting.isEmpty() ? feed.cursor() : after(given);
        return given;
    }

    private List<StoredEvent> upToUnreadable() {
        List<StoredEvent> events = new ArrayList<>(waiting.size());
        for (StoredEvent stored : waiting) {
            try {
                events.add(upcast.apply(stored));
            } catch (UnreadableEventException e) {
                if (events.isEmpty()) {
                    throw e;
                }
                return events;
            }
        }
        return events;
    }

    private Cursor after(List<StoredEvent> given) {
        Cursor moved = cursor;
        for (StoredEvent stored : given) {
            moved = moved.after(stored.position());
        }
        return moved;
    }

    @Override
    public Cursor cursor() {
        return cursor;
    }

    @Override
    public void close() {
        closed = true;
        feed.close();
    }
}
