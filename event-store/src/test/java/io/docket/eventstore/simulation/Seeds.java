package io.docket.eventstore.simulation;

import io.docket.eventstore.ScratchFolder;
import io.docket.eventstore.simulation.Happenings.Kind;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Runs simulations, several at a time, and says how to run a failed one again. */
final class Seeds {
    static final String COUNT = "docket.simulation.seeds";
    static final String FIRST = "docket.simulation.first";
    static final String ONE = "docket.simulation.seed";

    private Seeds() {}

    /** Runs so many seeds from the first on; what happened in all of them. */
    static Map<Kind, Integer> run(long first, long count) {
        Happenings happenings = new Happenings();
        ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
        long start = System.nanoTime();
        quietly(() -> LongStream.range(first, first + count).parallel().forEach(seed -> {
            try {
                happenings.add(run(seed, null));
            } catch (AssertionError | RuntimeException e) {
                failures.add(describe(seed, e));
            }
        }));
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%d simulations in %.1f s, %d failed; %s%n", count, seconds, failures.size(), happenings.counts());
        if (!failures.isEmpty()) {
            throw new AssertionError(String.join(System.lineSeparator(), List.copyOf(failures)));
        }
        return happenings.counts();
    }

    private static String describe(long seed, Throwable failure) {
        return "seed " + seed + ": " + failure.getMessage() + System.lineSeparator()
                + "  again: ./mvnw test -pl event-store -am -Dtest=SimulationTest -D" + ONE + "=" + seed
                + " -Dsurefire.failIfNoSpecifiedTests=false";
    }

    static Happenings run(long seed, @Nullable Consumer<String> trace) {
        try (ScratchFolder folder = new ScratchFolder()) {
            return Simulation.run(seed, folder.path(), trace);
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
