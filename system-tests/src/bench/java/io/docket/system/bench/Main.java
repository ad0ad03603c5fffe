package io.docket.system.bench;

import io.docket.system.bench.history.HistoryBenchmark;
import io.docket.system.bench.latency.LatencyBenchmark;
import io.docket.system.bench.overload.OverloadBenchmark;
import io.docket.system.bench.rebuild.RebuildBenchmark;
import io.docket.system.bench.schedules.SchedulesBenchmark;
import io.docket.system.bench.workflow.WorkflowBenchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code <file for the report> [name…]}: runs the benchmarks of these names, or all. */
public final class Main {
    private static final List<Benchmark> ALL = List.of(
            new LatencyBenchmark(),
            new OverloadBenchmark(),
            new HistoryBenchmark(),
            new WorkflowBenchmark(),
            new SchedulesBenchmark(),
            new RebuildBenchmark());

    private Main() {}

    public static void main(String... arguments) throws Exception {
        Path report = Path.of(arguments[0]);
        List<String> names = List.of(arguments).subList(1, arguments.length);
        for (String name : names) {
            if (ALL.stream().noneMatch(benchmark -> benchmark.name().equals(name))) {
                System.err.println("unknown benchmark '" + name + "'; there are: "
                        + ALL.stream().map(Benchmark::name).toList());
                System.exit(2);
            }
        }
        List<String> lines = new ArrayList<>();
        for (Benchmark benchmark : ALL) {
            if (names.isEmpty() || names.contains(benchmark.name())) {
                lines.addAll(table(benchmark.name(), benchmark.run()));
            }
        }
        write(report, lines);
        System.exit(0);
    }

    private static List<String> table(String name, Map<String, Object> figures) {
        List<String> lines = new ArrayList<>(List.of("", "| " + name + " | |", "|---|---|"));
        figures.forEach((figure, value) -> lines.add("| " + figure + " | " + shown(value) + " |"));
        lines.forEach(System.out::println);
        return lines;
    }

    private static String shown(Object value) {
        return value instanceof Double number ? String.format(Locale.ROOT, "%.1f", number) : value.toString();
    }

    private static void write(Path report, List<String> lines) throws IOException {
        Files.createDirectories(report.toAbsolutePath().getParent());
        Files.write(report, lines);
    }
}
