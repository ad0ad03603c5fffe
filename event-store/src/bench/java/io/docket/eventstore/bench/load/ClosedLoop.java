package io.docket.eventstore.bench.load;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * So many callers, each of which begins its next operation when its last one is done: "n in flight". Tells the
 * throughput. Its latencies are those of callers that wait, and follow from the throughput: n in flight / n per second.
 */
public record ClosedLoop(
        int inFlight, Duration warmUp, Duration measure, Supplier<Stream<ProcessHandle>> server) {
    public Measured run(Work work) throws InterruptedException {
        Meter meter = new Meter(server);
        AtomicBoolean stop = new AtomicBoolean();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < inFlight; i++) {
                callers.execute(() -> {
                    while (!stop.get()) {
                        meter.time(work, System.nanoTime());
                    }
                });
            }
            try {
                meter.watch(warmUp, measure);
            } finally {
                stop.set(true);
            }
        }
        return meter.measured();
    }
}
