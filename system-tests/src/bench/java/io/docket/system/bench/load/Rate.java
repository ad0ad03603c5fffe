package io.docket.system.bench.load;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests that begin at a rate, whether the ones before are answered or not, so that a stall is felt by every request
 * that it delayed (no coordinated omission).
 *
 * @param perSecond requests that begin in a second
 * @param most requests that may be under way; past it the next one begins late, and its latency says so
 */
public record Rate(int perSecond, int most) {
    /** A request that is sent; completes, in whatever way, when it is answered. */
    @FunctionalInterface
    public interface Request {
        /**
         * @param dueNanos when it was meant to begin, on the clock of {@link System#nanoTime()}
         */
        CompletableFuture<?> send(int number, long dueNanos);
    }

    /** Sends requests for so long, and waits until all are answered. */
    public void run(Duration duration, Request request) {
        long start = System.nanoTime();
        int requests = (int) (perSecond * duration.toMillis() / 1_000);
        Semaphore room = new Semaphore(most);
        for (int i = 0; i < requests; i++) {
            long due = start + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            room.acquireUninterruptibly();
            request.send(i, due).whenComplete((answer, failure) -> room.release());
        }
        room.acquireUninterruptibly(most);
    }
}
