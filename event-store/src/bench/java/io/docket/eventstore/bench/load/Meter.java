package io.docket.eventstore.bench.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.HdrHistogram.Recorder;

/** Counts and times operations while they run, after a time to warm up. */
final class Meter {
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Recorder latencies = new Recorder(SIGNIFICANT_DIGITS);
    private final LongAdder succeeded = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final AtomicBoolean told = new AtomicBoolean();
    private final Supplier<Stream<ProcessHandle>> server;

    Meter(Supplier<Stream<ProcessHandle>> server) {
        this.server = server;
    }

    /** Does the work; its latency counts from the given time. */
    void time(Work work, long sinceNanos) {
        try {
            work.run();
            latencies.recordValue(System.nanoTime() - sinceNanos);
            succeeded.increment();
        } catch (Exception e) {
            failed.increment();
            if (told.compareAndSet(false, true)) {
                System.err.println("first failure: " + e);
            }
        }
    }

    /** Waits for the warm-up, then as long as is to be measured. */
    Measured measure(Duration warmUp, Duration measure) throws InterruptedException {
        Thread.sleep(warmUp);
        latencies.reset();
        succeeded.reset();
        failed.reset();
        Cpu cpu = Cpu.now(server.get());
        long start = System.nanoTime();
        Thread.sleep(measure);
        long nanos = System.nanoTime() - start;
        return new Measured(
                succeeded.sum(),
                failed.sum(),
                nanos,
                latencies.getIntervalHistogram(),
                Cpu.now(server.get()).minus(cpu));
    }
}
