package io.docket.system.bench.load;

import java.util.Map;
import org.HdrHistogram.ConcurrentHistogram;

/** Latencies of one kind. */
public final class Latencies {
    private static final int SIGNIFICANT_DIGITS = 3;

    private final ConcurrentHistogram nanos = new ConcurrentHistogram(SIGNIFICANT_DIGITS);

    /** Notes one, in nanoseconds; what is seen before it is answered took no time. */
    public void add(long latencyNanos) {
        nanos.recordValue(Math.max(0, latencyNanos));
    }

    /** How many there are. */
    public long count() {
        return nanos.getTotalCount();
    }

    /** A percentile, in milliseconds. */
    public double millisAt(double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }

    /** Adds count, p50, p99 and maximum to the figures. */
    public void into(Map<String, Object> figures, String what) {
        figures.put(what + ": count", count());
        figures.put(what + ": p50 ms", millisAt(50));
        figures.put(what + ": p99 ms", millisAt(99));
        figures.put(what + ": max ms", millisAt(100));
    }
}
