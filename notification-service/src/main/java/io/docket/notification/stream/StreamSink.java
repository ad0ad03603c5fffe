package io.docket.notification.stream;

import io.docket.contracts.position.Cursor;
import io.docket.notification.live.Sink;
import io.docket.notification.log.LoggedEvent;
import io.docket.notification.outbox.Outbox;

/** A subscription's events in the outbox of its stream. */
final class StreamSink implements Sink {
    private final Outbox<StreamedEvent> outbox;
    private final Runnable onEnd;
    private final StreamMeter meter;
    private String last = "";
    private boolean silent;

    /**
     * The sink of a stream.
     *
     * @param onEnd runs when the subscription has ended by itself, after its last word
     */
    StreamSink(Outbox<StreamedEvent> outbox, Runnable onEnd, StreamMeter meter) {
        this.outbox = outbox;
        this.onEnd = onEnd;
        this.meter = meter;
    }

    /** Takes nothing from now on; the cursor after the last event that it took, or of the beginning, empty before that. */
    synchronized String silence() {
        silent = true;
        return last;
    }

    @Override
    public synchronized void started(Cursor from, boolean recovered) {
        send(StreamedEvent.subscribed(from, recovered));
    }

    @Override
    public boolean ready() {
        return outbox.hasRoom();
    }

    @Override
    public synchronized void event(LoggedEvent event, String cursor) {
        if (!silent) {
            last = cursor;
            outbox.add(StreamedEvent.event(event, cursor));
            meter.streamed();
        }
    }

    @Override
    public void flush() {
        outbox.flush();
    }

    @Override
    public void reset(String reason) {
        send(StreamedEvent.reset(reason));
        onEnd.run();
    }

    @Override
    public void refused(String detail) {
        reset(detail);
    }

    private synchronized void send(StreamedEvent event) {
        if (!silent) {
            last = event.cursor();
            outbox.send(event);
        }
    }
}
