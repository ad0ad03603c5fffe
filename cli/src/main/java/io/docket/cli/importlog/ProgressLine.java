package io.docket.cli.importlog;

import java.util.Locale;

/** The line that tells how far a step is: share, rate (smoothed), remaining time. Not thread-safe. */
final class ProgressLine {
    private static final int BAR_WIDTH = 30;
    private static final double SMOOTHING = 0.2;

    private final boolean bar;
    private long lastNanos;
    private long lastDone;
    private double rate;

    /**
     * @param bar whether to draw a bar
     * @param startNanos when the step began, as {@link System#nanoTime} has it
     */
    ProgressLine(boolean bar, long startNanos) {
        this.bar = bar;
        this.lastNanos = startNanos;
    }

    /**
     * How far a step is.
     *
     * @param step its name
     * @param done units done
     * @param total units in all
     * @param unit name of the unit, for the rate
     * @param note anything else worth telling; may be empty
     */
    record State(String step, long done, long total, String unit, String note) {}

    String show(State now, long nanos) {
        double latest = (now.done() - lastDone) / (Math.max(nanos - lastNanos, 1) / 1e9);
        rate = rate == 0 ? latest : (1 - SMOOTHING) * rate + SMOOTHING * latest;
        lastNanos = nanos;
        lastDone = now.done();
        double share = now.total() == 0 ? 0 : Math.min(1, (double) now.done() / now.total());
        String left = rate < 1 ? "" : ", " + clock((long) ((now.total() - now.done()) / rate)) + " left";
        return String.format(
                Locale.ROOT,
                "%s%s %5.1f%%  %,.0f %s/s%s%s",
                now.step(),
                bar ? draw(share) : "",
                share * 100,
                rate,
                now.unit(),
                left,
                now.note().isEmpty() ? "" : "  (" + now.note() + ")");
    }

    private static String draw(double share) {
        int filled = (int) (share * BAR_WIDTH);
        return " [" + "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled) + "]";
    }

    private static String clock(long seconds) {
        long bounded = Math.max(seconds, 0);
        return String.format(Locale.ROOT, "%d:%02d", bounded / 60, bounded % 60);
    }
}
