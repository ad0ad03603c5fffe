package io.docket.eventstore.upcast;

import io.docket.contracts.position.Cursor;
import io.docket.eventstore.EventFeed;
import io.docket.eventstore.EventLog;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.UnreadableEventException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A feed whose events come in the newest version of their types.
 *
 * <p>A partition in which an event that no step can take comes next stands still there. The others go on; who finds nothing
 * else is told of that event. Each call tries it again. What stands behind it is dropped meanwhile, as it may be any number of
 * events, and read anew when the event can be taken.
 */
final class UpcastingFeed implements EventFeed {
    private static final Logger LOG = LoggerFactory.getLogger(UpcastingFeed.class);

    /** For others' events behind those that were dropped; longer, their partition is not readable now either. */
    private static final long MOST_TO_THE_END_NANOS = Duration.ofSeconds(5).toNanos();

    private static final Duration LOOK = Duration.ofMillis(10);

    private final EventLog log;
    private final UnaryOperator<StoredEvent> upcast;
    private final Map<Integer, Standing> standing = new LinkedHashMap<>();
    private volatile EventFeed feed;
    private volatile boolean closed;

    private record Standing(StoredEvent event, UnreadableEventException reason) {}

    UpcastingFeed(EventLog log, Cursor from, UnaryOperator<StoredEvent> upcast) {
        this.log = log;
        this.upcast = upcast;
        this.feed = log.follow(from);
    }

    @Override
    public List<StoredEvent> poll(Duration atMost) {
        if (closed) {
            return List.of();
        }
        long until = System.nanoTime() + atMost.toNanos();
        if (standing.values().stream().anyMatch(this::canBeTakenNow)) {
            goOnFrom(cursor());
        }
        List<StoredEvent> given = readable(feed.poll(atMost));
        return given.isEmpty() && !standing.isEmpty() ? givenByOthers(until) : given;
    }

    private boolean canBeTakenNow(Standing partition) {
        try {
            upcast.apply(partition.event());
            return true;
        } catch (UnreadableEventException _) {
            return false;
        }
    }

    private void goOnFrom(Cursor next) {
        feed.close();
        feed = log.follow(next);
        if (closed) {
            feed.close();
        }
        standing.clear();
    }

    /** The others may have events behind those that were dropped: looks until the time is over, and for up to 5 s to the end. */
    private List<StoredEvent> givenByOthers(long until) {
        long untilEnd = until + MOST_TO_THE_END_NANOS;
        Cursor end = log.end();
        List<StoredEvent> given = List.of();
        while (given.isEmpty() && !closed && isWorthALook(until, untilEnd, end)) {
            Duration left = Duration.ofNanos(until - System.nanoTime());
            given = readable(feed.poll(left.compareTo(LOOK) > 0 ? left : LOOK));
        }
        if (given.isEmpty() && !closed) {
            throw standing.values().iterator().next().reason();
        }
        return given;
    }

    private boolean isWorthALook(long until, long untilEnd, Cursor end) {
        long now = System.nanoTime();
        return now - until < 0 || (now - untilEnd < 0 && !reached(end));
    }

    private boolean reached(Cursor end) {
        Cursor read = feed.cursor();
        return IntStream.range(0, end.offsets().length)
                .allMatch(partition -> read.next(partition) >= end.next(partition));
    }

    private List<StoredEvent> readable(List<StoredEvent> page) {
        List<StoredEvent> events = new ArrayList<>(page.size());
        for (StoredEvent stored : page) {
            if (!standing.containsKey(stored.position().partition())) {
                try {
                    events.add(upcast.apply(stored));
                } catch (UnreadableEventException e) {
                    standAt(stored, e);
                }
            }
        }
        return events;
    }

    private void standAt(StoredEvent stored, UnreadableEventException reason) {
        LOG.error(
                "event=feed-unreadable place=\"{} at {}\" type={} reason=\"{}\"",
                reason.place(),
                stored.position(),
                reason.type(),
                reason.reason());
        standing.put(stored.position().partition(), new Standing(stored, reason));
    }

    @Override
    public Cursor cursor() {
        Cursor read = feed.cursor();
        long[] next = read.offsets();
        standing.forEach((partition, stands) ->
                next[partition] = stands.event().position().offset());
        return new Cursor(read.log(), next);
    }

    @Override
    public void close() {
        closed = true;
        feed.close();
    }
}
