package io.docket.eventstore.simulation;

import io.docket.eventstore.ScratchFolder;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Runs simulations, several at a time, and says how to run a failed one again. */
final class Seeds {
    static final String COUNT = "docket.simulation.seeds";
    static final String ONE = "docket.simulation.seed";

    private Seeds() {}

    /** Runs so many seeds from the first on. */
    static void run(long first, long count) {
        ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
        long start = System.nanoTime();
        quietly(() -> LongStream.range(first, first + count).parallel().forEach(seed -> {
            try {
                run(seed, null);
            } catch (AssertionError | RuntimeException e) {
                failures.add(describe(seed, e));
            }
        }));
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%d simulations in %.1f s, %d failed%n", count, seconds, failures.size());
        if (!failures.isEmpty()) {
            throw new AssertionError(String.join(System.lineSeparator(), List.copyOf(failures)));
        }
    }

    private static String describe(long seed, Throwable failure) {
        return "seed " + seed + ": " + failure.getMessage() + System.lineSeparator()
                + "  again: ./mvnw test -pl event-store -am -Dtest=SimulationTest -D" + ONE + "=" + seed
                + " -Dsurefire.failIfNoSpecifiedTests=false";
    }

    static void run(long seed, @Nullable Consumer<String> trace) {
        try (ScratchFolder folder = new ScratchFolder()) {
            Simulation.run(seed, folder.path(), trace);
        }
    }

    /** Without the log of the store, which tells of every failure that is simulated. */
    private static void quietly(Runnable work) {
        PrintStream before = System.err;
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
    }
}
