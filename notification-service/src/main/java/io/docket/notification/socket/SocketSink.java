package io.docket.notification.socket;

import io.docket.contracts.position.Cursor;
import io.docket.kit.problem.Problems;
import io.docket.notification.live.Sink;
import io.docket.notification.log.LoggedEvent;
import io.docket.notification.outbox.Outbox;
import org.jspecify.annotations.Nullable;

/** A subscription's events as frames of its connection. */
final class SocketSink implements Sink {
    private final String id;
    private final String prefix;
    private final Outbox<Frame> outbox;
    private final FrameCache frames;
    private final SessionMeter meter;
    private final Runnable onEnd;
    private @Nullable Cursor began;
    private String last = "";
    private boolean silent;

    SocketSink(String id, Outbox<Frame> outbox, FrameCache frames, SessionMeter meter, Runnable onEnd) {
        this.id = id;
        this.prefix = Frames.eventPrefix(id);
        this.outbox = outbox;
        this.frames = frames;
        this.meter = meter;
        this.onEnd = onEnd;
    }

    /** No more frames from now on. */
    synchronized void silence() {
        silent = true;
    }

    /** The place after the last event that the client was sent; nothing before its beginning. */
    synchronized @Nullable Cursor last() {
        return last.isEmpty() ? began : Cursor.parse(last);
    }

    @Override
    public synchronized void started(Cursor from, boolean recovered) {
        began = from;
        send(Frames.subscribed(id, from, recovered));
    }

    @Override
    public boolean ready() {
        return outbox.hasRoom();
    }

    @Override
    public synchronized void event(LoggedEvent event, String cursor) {
        if (!silent) {
            last = cursor;
            outbox.add(frames.event(id, prefix, event, cursor));
            meter.delivered();
        }
    }

    @Override
    public void flush() {
        outbox.flush();
    }

    @Override
    public void reset(String reason) {
        onEnd.run();
        send(Frames.reset(id, reason));
    }

    @Override
    public void refused(String detail) {
        onEnd.run();
        send(Frames.error(
                id,
                Problems.of(422, "unknown-cursor", "The cursor is not known", detail)
                        .build()));
    }

    private synchronized void send(Frame frame) {
        if (!silent) {
            outbox.send(frame);
        }
    }
}
