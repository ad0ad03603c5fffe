package io.docket.cli.importlog;

import io.docket.cli.bulk.BulkCommand;
import io.docket.cli.bulk.Outcome;
import java.util.Map;
import java.util.TreeMap;

/** Counts what became of the commands. Thread-safe. */
final class Tally {
    private final Map<String, Long> byType = new TreeMap<>();
    private long accepted;
    private long primary;
    private long replayed;
    private long rejected;
    private long sentAgain;
    private String lastTrouble = "";

    /**
     * The counts at one moment.
     *
     * @param byType accepted commands by type
     * @param accepted commands that took effect, now or in an earlier run
     * @param primary those among them that stand for an event of the log
     * @param replayed those of an earlier run among them
     * @param rejected commands that the server rejected
     * @param sentAgain commands sent more than once, each time counted
     * @param lastTrouble why commands were sent again the last time; empty if never
     */
    record Counts(
            Map<String, Long> byType,
            long accepted,
            long primary,
            long replayed,
            long rejected,
            long sentAgain,
            String lastTrouble) {}

    synchronized void add(BulkCommand command, Outcome outcome) {
        if (!outcome.isAccepted()) {
            rejected++;
            return;
        }
        accepted++;
        primary += command.primary() ? 1 : 0;
        replayed += outcome.replayed() ? 1 : 0;
        byType.merge(command.type(), 1L, Long::sum);
    }

    synchronized void retried(int commands, String reason) {
        sentAgain += commands;
        lastTrouble = reason;
    }

    synchronized Counts counts() {
        return new Counts(new TreeMap<>(byType), accepted, primary, replayed, rejected, sentAgain, lastTrouble);
    }
}
