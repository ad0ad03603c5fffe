package io.docket.cli.importlog;

import io.docket.cli.bulk.Backoff;
import io.docket.cli.bulk.BulkEndpoint;
import io.docket.cli.bulk.BulkSender;
import io.docket.cli.failure.UserError;
import io.docket.cli.importlog.ProgressLine.State;
import io.docket.cli.mapping.Mapping;
import io.docket.cli.xes.XesReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One import: checks the whole log, defines the case type, sends the commands. What it sends is determined by the log and
 * the mapping alone, so a run that was interrupted is finished by running it again.
 *
 * @param window number of traces at once
 * @param terminal whether progress is shown as a bar
 */
record ImportRun(LogSource log, Mapping mapping, int window, boolean terminal, PrintWriter messages) {
    /** How a run ended. */
    record Result(Summary summary, @Nullable UserError failure) {}

    /** Checks the log only. */
    Summary check() throws IOException {
        long start = System.nanoTime();
        Census census = census();
        return summary(census, new Tally(), elapsed(start), Duration.ZERO, false);
    }

    /** Checks the log and sends its commands. A log that can't be imported changes nothing. */
    Result run(BulkEndpoint endpoint) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Census census = census();
        Duration checking = elapsed(start);
        Tally tally = new Tally();
        BulkSender sender = new BulkSender(endpoint, Backoff.DEFAULT, tally::add, tally::retried);
        long sending = System.nanoTime();
        UserError failure = null;
        Supplier<State> state = () -> state(tally.counts(), census);
        try (Progress _ = new Progress(messages, terminal, state)) {
            send(sender, census);
        } catch (UserError e) {
            failure = e;
        }
        Summary summary = summary(census, tally, checking, elapsed(sending), failure == null);
        return new Result(summary, failure);
    }

    private Census census() throws IOException {
        AtomicLong read = new AtomicLong();
        long size = Files.isRegularFile(log.path()) ? Files.size(log.path()) : 0;
        Supplier<State> state = () -> new State("checking", read.get() >> 10, size >> 10, "KiB", "");
        try (Progress _ = new Progress(messages, terminal, state)) {
            return new LogCheck(log, mapping).run(read::set);
        }
    }

    private void send(BulkSender sender, Census census) throws IOException, InterruptedException {
        sender.send(List.of(CaseTypeDefinition.command(mapping, census)));
        TracePlanner planner = new TracePlanner(log.name(), mapping, new StageBook(census.stages()), log.sort());
        try (XesReader reader = log.open()) {
            new Lanes(sender).send(new TraceFeed(reader, planner, log.traces()), window);
        }
    }

    private static State state(Tally.Counts counts, Census census) {
        String note = counts.replayed() > 0 ? counts.replayed() + " already there" : "";
        if (counts.sentAgain() > 0) {
            note += (note.isEmpty() ? "" : ", ") + counts.sentAgain() + " sent again: " + counts.lastTrouble();
        }
        return new State("importing", counts.accepted(), census.totalCommands() + 1, "commands", note);
    }

    private Summary summary(Census census, Tally tally, Duration checking, Duration sending, boolean complete) {
        return new Summary(log.path(), mapping.caseType().id(), census, tally.counts(), checking, sending, complete);
    }

    private static Duration elapsed(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
