package io.docket.eventstore.internal.answer;

import io.docket.eventstore.Committed;
import io.docket.eventstore.EventStoreException;
import io.docket.eventstore.UnknownOutcomeException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An answer that one thread waits for. Giving it wakes that thread and nothing else. The thread parks without a time of
 * its own, which would cost more than the rest of the waiting: {@link Patience} ends a wait that lasts too long.
 */
public final class AwaitedAnswer implements Answer {
    private final Thread caller = Thread.currentThread();
    private final Duration atMost;
    private final long sinceNanos = System.nanoTime();

    /** A {@link Committed} or an {@link EventStoreException}, whichever comes first. */
    private final AtomicReference<@Nullable Object> result = new AtomicReference<>();

    /** An answer to the calling thread. */
    public AwaitedAnswer(Duration atMost) {
        this.atMost = atMost;
    }

    @Override
    public void committed(Committed committed) {
        give(committed);
    }

    @Override
    public void failed(EventStoreException reason) {
        give(reason);
    }

    private void give(Object answer) {
        if (result.compareAndSet(null, answer)) {
            LockSupport.unpark(caller);
        }
    }

    /** Fails it if the time is over. */
    void expire(long nowNanos) {
        if (nowNanos - sinceNanos > atMost.toNanos()) {
            failed(new UnknownOutcomeException("no answer to an append within " + atMost, null));
        }
    }

    /** Waits; for the thread that made it. */
    Committed await() {
        Object answer = result.get();
        while (answer == null) {
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new UnknownOutcomeException("interrupted while waiting for an append", null);
            }
            LockSupport.park(this);
            answer = result.get();
        }
        if (answer instanceof Committed committed) {
            return committed;
        }
        throw (EventStoreException) answer;
    }
}
