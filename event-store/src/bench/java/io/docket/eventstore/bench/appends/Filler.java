package io.docket.eventstore.bench.appends;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.EventStore;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/** Writes many events quickly: an append an account, many appends under way. */
public final class Filler {
    private static final int UNDER_WAY = 256;

    /** By their bytes less than half of what may wait in one partition. */
    private static final int EVENTS_UNDER_WAY = 16_384;

    private final EventStore store;
    private final Semaphore underWay = new Semaphore(UNDER_WAY);
    private final Semaphore eventsUnderWay = new Semaphore(EVENTS_UNDER_WAY);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    public Filler(EventStore store) {
        this.store = store;
    }

    /** Writes an account with so many events. Returns before they are committed. */
    public void write(String account, int events) {
        write(account, BenchEvents.history(account, events));
    }

    /** Writes events of one account. Returns before they are committed. */
    public void write(String account, List<EventEnvelope> events) {
        underWay.acquireUninterruptibly();
        eventsUnderWay.acquireUninterruptibly(Math.min(events.size(), EVENTS_UNDER_WAY));
        store.append(AppendRequest.of(account, events)).whenComplete((committed, failed) -> {
            if (failed != null) {
                failure.compareAndSet(null, failed);
            }
            eventsUnderWay.release(Math.min(events.size(), EVENTS_UNDER_WAY));
            underWay.release();
        });
    }

    /** Waits until everything is committed. */
    public void finish() {
        underWay.acquireUninterruptibly(UNDER_WAY);
        underWay.release(UNDER_WAY);
        if (failure.get() != null) {
            throw new IllegalStateException("filling failed", failure.get());
        }
    }
}
