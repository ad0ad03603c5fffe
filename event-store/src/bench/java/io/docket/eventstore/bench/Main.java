package io.docket.eventstore.bench;

import io.docket.eventstore.bench.appends.EngineBenchmark;
import io.docket.eventstore.bench.commands.CommandBenchmark;
import io.docket.eventstore.bench.commands.SideBySideBenchmark;
import io.docket.eventstore.bench.encoding.EncodingBenchmark;
import io.docket.eventstore.bench.loading.ColdLoadBenchmark;
import io.docket.eventstore.bench.loading.HistoryBenchmark;
import io.docket.eventstore.bench.producers.ProducersBenchmark;
import io.docket.eventstore.bench.report.Report;
import io.docket.eventstore.bench.server.Broker;
import io.docket.eventstore.bench.server.Folders;
import io.docket.eventstore.bench.takeover.TakeOverBenchmark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the benchmarks that are named, or all of them, against a broker of their own. */
public final class Main {
    private static final Map<String, Benchmark> BENCHMARKS = new LinkedHashMap<>();

    static {
        BENCHMARKS.put("commands", CommandBenchmark::run);
        BENCHMARKS.put("engine", EngineBenchmark::run);
        BENCHMARKS.put("side-by-side", SideBySideBenchmark::run);
        BENCHMARKS.put("encoding", EncodingBenchmark::run);
        BENCHMARKS.put("history", HistoryBenchmark::run);
        BENCHMARKS.put("cold-load", ColdLoadBenchmark::run);
        BENCHMARKS.put("take-over", TakeOverBenchmark::run);
        BENCHMARKS.put("producers", ProducersBenchmark::run);
    }

    private Main() {}

    /** Options: {@code --broker=<class path>}, {@code --out=<folder>}, {@code --seconds=}, {@code --warm-up=}, and more. */
    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(arguments);
        List<String> names = options.names().isEmpty() ? List.copyOf(BENCHMARKS.keySet()) : options.names();
        for (String name : names) {
            if (!BENCHMARKS.containsKey(name)) {
                System.err.println("unknown benchmark '" + name + "'; there are: " + BENCHMARKS.keySet());
                System.exit(2);
            }
        }
        Path out = options.path("out", "target/bench");
        Files.createDirectories(out);
        Path folder = Files.createTempDirectory(out, "data-");
        Report report = new Report();
        try (Broker broker = Broker.start(
                options.text("broker", "infra/local/target/classes:infra/local/target/lib/*"), folder.resolve("kafka"))) {
            Session session = new Session(broker, folder, options, report);
            for (String name : names) {
                BENCHMARKS.get(name).run(session);
            }
        } finally {
            report.write(out);
            Folders.delete(folder);
        }
        System.out.println("written to " + out.resolve("event-store.md"));
        System.exit(0);
    }
}
