package io.docket.eventstore.bench.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.HdrHistogram.Recorder;

/**
 * Counts and times operations while they run: those that were to begin within a window, however long after it they end. So an
 * operation that waits behind a stall at the window's end counts with all of its time.
 */
final class Meter {
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Recorder latencies = new Recorder(SIGNIFICANT_DIGITS);
    private final LongAdder succeeded = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final AtomicBoolean told = new AtomicBoolean();
    private final long madeNanos = System.nanoTime();
    private final Supplier<Stream<ProcessHandle>> server;
    private volatile long from = Long.MAX_VALUE;
    private volatile long until = Long.MAX_VALUE;
    private Cpu cpu = new Cpu(0, 0);

    Meter(Supplier<Stream<ProcessHandle>> server) {
        this.server = server;
    }

    /** Does the work; its latency counts from the given time. */
    void time(Work work, long sinceNanos) {
        try {
            work.run();
            if (counts(sinceNanos)) {
                latencies.recordValue(System.nanoTime() - sinceNanos);
                succeeded.increment();
            }
        } catch (Exception e) {
            if (counts(sinceNanos)) {
                failed.increment();
            }
            if (told.compareAndSet(false, true)) {
                System.err.println("first failure: " + e);
            }
        }
    }

    private boolean counts(long sinceNanos) {
        long since = sinceNanos - madeNanos;
        return since >= from && since < until;
    }

    /** Waits for the warm-up, then for as long as the window is open. */
    void watch(Duration warmUp, Duration window) throws InterruptedException {
        Thread.sleep(warmUp);
        Cpu before = Cpu.now(server.get());
        from = System.nanoTime() - madeNanos;
        Thread.sleep(window);
        until = System.nanoTime() - madeNanos;
        cpu = Cpu.now(server.get()).minus(before);
    }

    /** What was measured, once every operation has ended. */
    Measured measured() {
        return new Measured(succeeded.sum(), failed.sum(), until - from, latencies.getIntervalHistogram(), cpu);
    }
}
