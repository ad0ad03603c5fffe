package io.docket.eventstore.bench.load;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Operations that begin at a rate, whether the ones before are done or not. The latency of each counts from when it
 * was meant to begin, so that a stall is felt by every operation that it delayed (no coordinated omission).
 */
public record OpenLoop(
        int perSecond, Duration warmUp, Duration measure, Supplier<Stream<ProcessHandle>> server) {
    /** Operations that may be under way; past it the next one begins late, and its latency says so. */
    private static final int MAX_UNDER_WAY = 20_000;

    public Measured run(Work work) throws InterruptedException {
        Meter meter = new Meter(server);
        AtomicBoolean stop = new AtomicBoolean();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Thread pace = Thread.ofPlatform().daemon().start(() -> pace(callers, meter, work, stop));
            try {
                meter.watch(warmUp, measure);
            } finally {
                stop.set(true);
                pace.join();
            }
        }
        return meter.measured();
    }

    private void pace(ExecutorService callers, Meter meter, Work work, AtomicBoolean stop) {
        Semaphore underWay = new Semaphore(MAX_UNDER_WAY);
        long start = System.nanoTime();
        for (long i = 0; !stop.get(); i++) {
            long due = start + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            underWay.acquireUninterruptibly();
            callers.execute(() -> {
                meter.time(work, due);
                underWay.release();
            });
        }
    }
}
