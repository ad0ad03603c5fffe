package io.docket.projection.history;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How long something took, each time. */
final class Times {
    private static final double NANOS_IN_A_MILLISECOND = 1e6;
    private static final double HALF = 0.5;
    private static final double MOST = 0.99;

    private final List<Long> nanos = new ArrayList<>();

    /** Does it once. */
    <T> T of(Work<T> work) throws IOException {
        long started = System.nanoTime();
        T result = work.now();
        nanos.add(System.nanoTime() - started);
        return result;
    }

    boolean isEmpty() {
        return nanos.isEmpty();
    }

    @Override
    public String toString() {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return "p50=%.2fms p99=%.2fms".formatted(at(sorted, HALF), at(sorted, MOST));
    }

    private static double at(List<Long> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(share * sorted.size()) - 1))
                / NANOS_IN_A_MILLISECOND;
    }

    /** What is measured. */
    @FunctionalInterface
    interface Work<T> {
        T now() throws IOException;
    }
}
