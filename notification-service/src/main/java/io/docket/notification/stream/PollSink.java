package io.docket.notification.stream;

import io.docket.contracts.position.Cursor;
import io.docket.kit.problem.Problems;
import io.docket.notification.live.Sink;
import io.docket.notification.live.Turns;
import io.docket.notification.log.LoggedEvent;
import io.netty.buffer.ByteBufUtil;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Collects events for one answer: until it is full, a moment after the first one, or the time is up. */
final class PollSink implements Sink {
    private static final Duration LINGER = Duration.ofMillis(20);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final UniEmitter<? super String> emitter;
    private final int limit;
    private final long maxBytes;
    private final Duration wait;
    private final Turns turns;
    private final StreamMeter meter;
    private final List<String> events = new ArrayList<>();
    private String cursor = "";
    private long bytes;
    private boolean done;

    /**
     * @param limit events after which an answer is full
     * @param maxBytes and bytes
     * @param wait for events, from when the cursor's place in the log is found
     */
    PollSink(
            UniEmitter<? super String> emitter,
            int limit,
            long maxBytes,
            Duration wait,
            Turns turns,
            StreamMeter meter) {
        this.emitter = emitter;
        this.limit = limit;
        this.maxBytes = maxBytes;
        this.wait = wait.compareTo(LINGER) < 0 ? LINGER : wait;
        this.turns = turns;
        this.meter = meter;
    }

    /** Answers with what there is. */
    synchronized void finish() {
        if (done) {
            return;
        }
        done = true;
        if (cursor.isEmpty()) {
            emitter.fail(Problems.unavailable("The log cannot be read right now", RETRY_AFTER));
        } else {
            meter.polled(events.size());
            emitter.complete("{\"cursor\":\"" + cursor + "\",\"events\":[" + String.join(",", events) + "]}");
        }
    }

    @Override
    public synchronized void started(Cursor from, boolean recovered) {
        cursor = from.toString();
        turns.later(this::finish, wait);
    }

    @Override
    public synchronized boolean ready() {
        return !done && events.size() < limit && bytes < maxBytes;
    }

    @Override
    public synchronized void event(LoggedEvent event, String after) {
        cursor = after;
        events.add(event.json());
        bytes += ByteBufUtil.utf8Bytes(event.json());
        if (events.size() == 1) {
            turns.later(this::finish, LINGER);
        }
    }

    /** What was looked at in vain is not looked at again by the next poll: else a long way without events has no end. */
    @Override
    public synchronized void passed(Cursor place) {
        if (!done) {
            cursor = place.toString();
        }
    }

    @Override
    public void reset(String reason) {
        emitter.fail(Problems.of(410, "cursor-expired", "The cursor is too old", reason)
                .build());
    }

    @Override
    public void refused(String detail) {
        emitter.fail(Problems.of(422, "unknown-cursor", "The cursor is not known", detail)
                .build());
    }
}
