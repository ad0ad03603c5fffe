package io.docket.eventstore.bench.load;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What one run measured.
 *
 * @param succeeded operations that were to begin in the time, and were done
 * @param failed operations that were to begin in the time, and failed
 * @param nanos the time
 * @param latencies latencies of the operations that were done, in nanoseconds
 * @param cpu CPU time of client and server in the time
 */
public record Measured(long succeeded, long failed, long nanos, Histogram latencies, Cpu cpu) {
    public double perSecond() {
        return succeeded * (double) TimeUnit.SECONDS.toNanos(1) / nanos;
    }

    public double millisAt(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e6;
    }

    /** The figures by their names in the report. */
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("per second", Math.round(perSecond()));
        figures.put("p50 ms", millisAt(50));
        figures.put("p99 ms", millisAt(99));
        figures.put("p99.9 ms", millisAt(99.9));
        figures.put("CPU µs client", microsEach(cpu.clientNanos()));
        figures.put("CPU µs server", microsEach(cpu.serverNanos()));
        figures.put("failed", failed);
        return figures;
    }

    private double microsEach(long nanosTogether) {
        return nanosTogether / 1e3 / Math.max(1, succeeded);
    }
}
