package io.docket.notification.stream;

import io.docket.notification.live.Deliveries;
import io.docket.notification.live.LiveConfig;
import io.docket.notification.live.Subscription;
import io.docket.notification.live.Turns;
import io.docket.notification.outbox.Outbox;
import io.docket.notification.socket.CloseCode;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One stream of a client: its subscription and what waits for it. A client that takes too little of what waits is told the
 * last cursor and left; a while later its connection is cut, whether it has taken that or not.
 */
final class LiveStream {
    private final Deliveries deliveries;
    private final LiveConfig config;
    private final Turns turns;
    private final StreamMeter meter;
    private final ClientLine line;
    private final StreamOutlet outlet;
    private final Outbox<StreamedEvent> outbox;
    private final StreamSink sink;
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile @Nullable Subscription subscription;
    private volatile boolean ended;
    private long pingedNanos;

    LiveStream(
            MultiEmitter<? super StreamedEvent> emitter,
            ClientLine line,
            Deliveries deliveries,
            LiveConfig config,
            Turns turns,
            StreamMeter meter) {
        this.deliveries = deliveries;
        this.config = config;
        this.turns = turns;
        this.meter = meter;
        this.line = line;
        this.outlet = new StreamOutlet(emitter, line);
        this.pingedNanos = turns.nanos();
        this.outbox = new Outbox<>(outlet, Outbox.Limits.of(config), () -> turns.now(this::resume), pingedNanos);
        this.sink = new StreamSink(outbox, this::end, meter);
    }

    /** Begins the subscription. */
    void begin(Function<StreamSink, Subscription> subscribe) {
        Subscription begun = subscribe.apply(sink);
        subscription = begun;
        if (ended || closing.get()) {
            deliveries.end(begun);
        } else {
            deliveries.resume(begun);
        }
    }

    /** Does what is due: leaves a client that does not read, gives a sign of life. */
    void tick() {
        long nanos = turns.nanos();
        if (outbox.isStuck(nanos)) {
            close(CloseCode.TOO_SLOW, "the client does not read");
        } else if (nanos - pingedNanos >= config.heartbeat().toNanos()) {
            pingedNanos = nanos;
            outlet.ping();
        }
    }

    /** Tells the client why it is left and where to go on; nothing if it has not begun. */
    void close(CloseCode code, String reason) {
        if (closing.compareAndSet(false, true)) {
            String cursor = sink.silence();
            if (!cursor.isEmpty()) {
                outbox.send(StreamedEvent.closed(code, reason, cursor));
            }
            meter.closed(code);
            finish();
        }
    }

    /** The client is gone. */
    void gone() {
        ended = true;
        sink.silence();
        leave();
    }

    private void end() {
        if (closing.compareAndSet(false, true)) {
            sink.silence();
            finish();
        }
    }

    private void finish() {
        outbox.close(outlet::end);
        turns.later(this::cut, config.closeWithin());
        leave();
    }

    private void cut() {
        if (!ended) {
            line.cut();
        }
    }

    private void resume() {
        Subscription begun = subscription;
        if (begun != null) {
            deliveries.resume(begun);
        }
    }

    private void leave() {
        Subscription begun = subscription;
        if (begun != null) {
            deliveries.end(begun);
        }
    }
}
