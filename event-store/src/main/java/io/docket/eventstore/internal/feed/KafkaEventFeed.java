package io.docket.eventstore.internal.feed;

import io.docket.contracts.position.Cursor;
import io.docket.eventstore.EventFeed;
import io.docket.eventstore.StoredEvent;
import java.time.Duration;
import java.util.List;

/** A feed that borrows a reader for each call. */
final class KafkaEventFeed implements EventFeed {
    private final FeedReaders readers;
    private Cursor cursor;
    private volatile boolean closed;

    KafkaEventFeed(FeedReaders readers, Cursor from) {
        this.readers = readers;
        this.cursor = from;
    }

    @Override
    public List<StoredEvent> poll(Duration atMost) {
        if (closed) {
            return List.of();
        }
        return readers.use(cursor, reader -> {
            reader.seek(cursor);
            List<StoredEvent> events =
                    atMost.isZero() ? reader.readToEnd() : reader.await(atMost, () -> closed || readers.closed());
            cursor = reader.position();
            return events;
        });
    }

    @Override
    public Cursor cursor() {
        return cursor;
    }

    @Override
    public void close() {
        closed = true;
    }
}
