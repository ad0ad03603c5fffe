package io.docket.eventstore.bench.report;

import com.fasterxml.jackson.databind.SerializationFeature;
import io.docket.contracts.json.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of one run, printed as they come, and written as Markdown and JSON at the end. */
public final class Report {
    private final Map<String, List<Row>> tables = new LinkedHashMap<>();
    private final Map<String, Object> machine = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();

    /**
     * One line of a table.
     *
     * @param name what was measured
     * @param figures the figures by name
     */
    record Row(String name, Map<String, Object> figures) {}

    public Report() {
        machine.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put("java", Runtime.version().toString());
        machine.put("loadBefore", load());
    }

    /** Adds a line to a table. */
    public void add(String table, String name, Map<String, Object> figures) {
        tables.computeIfAbsent(table, absent -> new ArrayList<>()).add(new Row(name, figures));
        System.out.printf(Locale.ROOT, "%-28s %-44s %s%n", table, name, text(figures));
    }

    /** Adds a sentence that a reader of the figures must know. */
    public void remark(String sentence) {
        remarks.add(sentence);
        System.out.println(sentence);
    }

    /** Writes {@code event-store.md} and {@code event-store.json}. */
    public void write(Path folder) throws IOException {
        machine.put("loadAfter", load());
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("event-store.md"), markdown());
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("machine", machine);
        all.put("remarks", remarks);
        all.put("tables", tables);
        byte[] json = Json.mapper().copy().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(all);
        Files.write(folder.resolve("event-store.json"), json);
    }

    private String markdown() {
        StringBuilder out = new StringBuilder();
        out.append(machine).append("\n\n");
        remarks.forEach(remark -> out.append(remark).append("\n\n"));
        tables.forEach((table, rows) -> {
            List<String> columns = rows.stream()
                    .flatMap(row -> row.figures().keySet().stream())
                    .distinct()
                    .toList();
            out.append("| ").append(table).append(" | ").append(String.join(" | ", columns)).append(" |\n");
            out.append("|---".repeat(columns.size() + 1)).append("|\n");
            for (Row row : rows) {
                out.append("| ").append(row.name());
                columns.forEach(column -> out.append(" | ").append(text(row.figures().get(column))));
                out.append(" |\n");
            }
            out.append('\n');
        });
        return out.toString();
    }

    private static String text(Map<String, Object> figures) {
        List<String> texts = new ArrayList<>();
        figures.forEach((name, value) -> texts.add(name + " " + text(value)));
        return String.join(", ", texts);
    }

    private static String text(@org.jspecify.annotations.Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Double number -> String.format(Locale.ROOT, number >= 100 ? "%,.0f" : "%.2f", number);
            case Long number -> String.format(Locale.ROOT, "%,d", number);
            default -> value.toString();
        };
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
