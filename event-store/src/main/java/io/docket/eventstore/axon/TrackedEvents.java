package io.docket.eventstore.axon;

import io.docket.eventstore.EventFeed;
import io.docket.eventstore.StoredEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The events of a feed one by one, each with the token after it. A reader that does not wait may ask again later. */
final class TrackedEvents implements Iterator<TrackedEvents.Tracked>, AutoCloseable {
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final EventFeed feed;
    private final boolean mayBlock;
    private final Deque<StoredEvent> waiting = new ArrayDeque<>();
    private LogToken token;
    private volatile boolean closed;

    /**
     * @param token token after the event
     * @param stored the event
     */
    record Tracked(LogToken token, StoredEvent stored) {}

    TrackedEvents(EventFeed feed, LogToken from, boolean mayBlock) {
        this.feed = feed;
        this.token = from;
        this.mayBlock = mayBlock;
    }

    @Override
    public boolean hasNext() {
        if (waiting.isEmpty() && !closed) {
            List<StoredEvent> page = feed.poll(mayBlock ? WAIT : Duration.ZERO);
            while (page.isEmpty()
                    && mayBlock
                    && !closed
                    && !Thread.currentThread().isInterrupted()) {
                page = feed.poll(WAIT);
            }
            waiting.addAll(page);
        }
        return !waiting.isEmpty();
    }

    @Override
    public Tracked next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        StoredEvent stored = waiting.removeFirst();
        token = token.after(stored.position());
        return new Tracked(token, stored);
    }

    @Override
    public void close() {
        closed = true;
        feed.close();
    }
}
