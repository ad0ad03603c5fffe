package io.docket.cli.importlog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.cli.failure.UserError;
import io.docket.contracts.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * What an import did, as a table and as JSON.
 *
 * @param log the file
 * @param caseType the case type
 * @param census what the log holds
 * @param counts what became of the commands
 * @param checking time of the first pass
 * @param sending time of the second pass
 * @param complete whether everything was sent
 */
record Summary(
        Path log,
        String caseType,
        Census census,
        Tally.Counts counts,
        Duration checking,
        Duration sending,
        boolean complete) {
    void print(PrintWriter out) {
        row(out, "traces", census.traces());
        row(out, "events", census.events());
        row(out, "distinct actors", census.actors());
        row(out, "stages", census.stages().size());
        if (census.unknownElements() > 0) {
            row(out, "unknown elements", census.unknownElements());
        }
        Map<String, Long> byType = counts.byType().isEmpty() ? census.commands() : counts.byType();
        byType.forEach((type, count) -> row(out, "  " + type, count));
        row(out, "commands planned", census.totalCommands() + 1);
        out.printf(Locale.ROOT, "%-22s %,12.1f s%n", "checked in", seconds(checking));
        if (!sending.isZero()) {
            printSending(out);
        }
        out.flush();
    }

    private void printSending(PrintWriter out) {
        row(out, "accepted", counts.accepted());
        row(out, "  for events", counts.primary());
        row(out, "  already there", counts.replayed());
        row(out, "rejected", counts.rejected());
        row(out, "sent again", counts.sentAgain());
        out.printf(Locale.ROOT, "%-22s %,12.1f s%n", "sent in", seconds(sending));
        out.printf(Locale.ROOT, "%-22s %,12.0f commands/s%n", "rate", rate());
    }

    void write(Path file) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("log", String.valueOf(log.getFileName()))
                .put("caseType", caseType)
                .put("complete", complete);
        json.put("traces", census.traces()).put("events", census.events()).put("actors", census.actors());
        json.set("finalStages", Json.mapper().valueToTree(census.finalStages()));
        json.put("planned", census.totalCommands() + 1);
        json.set("plannedByType", Json.mapper().valueToTree(census.commands()));
        json.set("acceptedByType", Json.mapper().valueToTree(counts.byType()));
        json.put("accepted", counts.accepted()).put("primaryCommands", counts.primary());
        json.put("replayed", counts.replayed());
        json.put("rejected", counts.rejected()).put("sentAgain", counts.sentAgain());
        json.put("checkSeconds", seconds(checking)).put("sendSeconds", seconds(sending));
        json.put("commandsPerSecond", rate());
        try {
            Files.write(file, Json.bytes(json));
        } catch (IOException e) {
            throw new UserError(file + ": not writable: " + e.getMessage());
        }
    }

    private double rate() {
        return sending.isZero() ? 0 : counts.accepted() / seconds(sending);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static void row(PrintWriter out, String name, long value) {
        out.printf(Locale.ROOT, "%-22s %,12d%n", name, value);
    }
}
