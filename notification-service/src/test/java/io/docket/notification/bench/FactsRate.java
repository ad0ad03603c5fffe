package io.docket.notification.bench;

import static io.docket.notification.Events.envelope;
import static io.docket.notification.Events.opened;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.TaskEvent;
import io.docket.notification.facts.FactBook;
import io.docket.notification.facts.disk.DiskFacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntUnaryOperator;

/**
 * What it costs to remember more cases than fit into memory: cases are opened, then claims of their tasks are learnt and looked up,
 * of the last cases and of any. Twin, in the same run: all of them in memory. CPU time of all threads, those of the store included.
 *
 * <pre>
 * --cases=1000000
 * --memory=300000   entities in memory
 * </pre>
 */
public final class FactsRate {
    private static final int LOOKUPS = 200_000;
    /** Work goes on on the last cases, mostly. */
    private static final int RECENT = 50_000;

    private final int cases;

    private FactsRate(int cases) {
        this.cases = cases;
    }

    public static void main(String[] arguments) throws Exception {
        Flags flags = new Flags(arguments);
        FactsRate rate = new FactsRate(flags.number("cases", 1_000_000));
        int memory = flags.number("memory", 300_000);
        rate.measure("warming up", memory);
        rate.measure("on disk beyond " + memory, memory);
        rate.measure("all in memory", Integer.MAX_VALUE);
    }

    private void measure(String name, int maxEntities) throws Exception {
        Path folder = Files.createTempDirectory("facts");
        try (DiskFacts store = new DiskFacts(folder.resolve("store"))) {
            FactBook book = new FactBook(maxEntities, store);
            Random random = new Random(7);
            report(name, "cases opened", cases, number -> open(book, number));
            report(name, "of the last cases", LOOKUPS, number -> lookUp(book, cases - 1 - random.nextInt(RECENT)));
            report(name, "of any case", LOOKUPS, number -> lookUp(book, random.nextInt(cases)));
        } finally {
            Files.deleteIfExists(folder);
        }
    }

    private static int open(FactBook book, int number) {
        book.learn(envelope("acme", "case/" + number, opened("loan", null)), number);
        return number;
    }

    private int lookUp(FactBook book, int number) {
        EventEnvelope claim = envelope("acme", "task/" + number + "~t", new TaskEvent.Claimed("ann"));
        book.learn(claim, cases);
        if (book.at(claim, cases).caseType() == null) {
            throw new IllegalStateException("case " + number + " was forgotten");
        }
        return number;
    }

    private static void report(String name, String what, int times, IntUnaryOperator work) {
        long start = System.nanoTime();
        long cpu = ProcessUsage.cpuMicros(ProcessHandle.current().pid());
        for (int number = 0; number < times; number++) {
            work.applyAsInt(number);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double micros = (double) (ProcessUsage.cpuMicros(ProcessHandle.current().pid()) - cpu) / times;
        System.out.printf(
                Locale.ROOT, "facts, %s: %s: %.0f/s, %.1f us of CPU each%n", name, what, times / seconds, micros);
    }
}
