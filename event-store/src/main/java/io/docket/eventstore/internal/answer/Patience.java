package io.docket.eventstore.internal.answer;

import io.docket.eventstore.Committed;
import io.docket.eventstore.UnknownOutcomeException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends waits that last too long, to the second: one look at all of them costs less than a timer for each. */
public final class Patience implements AutoCloseable {
    private static final long LOOK_MILLIS = 500;

    private final Set<AwaitedAnswer> waiting = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("append-patience").daemon().factory());

    public Patience() {
        clock.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        long now = System.nanoTime();
        waiting.forEach(answer -> answer.expire(now));
    }

    /** Waits for an answer to this thread. */
    public Committed await(AwaitedAnswer answer) {
        waiting.add(answer);
        try {
            return answer.await();
        } finally {
            waiting.remove(answer);
        }
    }

    /** After the writers have ended: whoever still waits would wait for ever. */
    @Override
    public void close() {
        clock.shutdownNow();
        waiting.forEach(answer -> answer.failed(new UnknownOutcomeException("the store was closed", null)));
    }
}
