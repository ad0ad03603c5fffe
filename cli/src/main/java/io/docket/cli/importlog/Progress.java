package io.docket.cli.importlog;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What a long step shows while it runs: one line that is rewritten on a terminal, a new line every few seconds elsewhere.
 */
final class Progress implements AutoCloseable {
    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration ELSEWHERE = Duration.ofSeconds(5);
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;
    private final Supplier<ProgressLine.State> state;
    private final ProgressLine line;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private boolean closed;

    Progress(PrintWriter out, boolean terminal, Supplier<ProgressLine.State> state) {
        this.out = out;
        this.terminal = terminal;
        this.state = state;
        this.line = new ProgressLine(terminal, System.nanoTime());
        long period = (terminal ? ON_TERMINAL : ELSEWHERE).toMillis();
        timer.scheduleAtFixedRate(this::show, period, period, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        synchronized (this) {
            closed = true;
            if (terminal) {
                out.print(CLEAR_LINE);
                out.flush();
            }
        }
    }

    private synchronized void show() {
        if (!closed) {
            String text = line.show(state.get(), System.nanoTime());
            out.print(terminal ? CLEAR_LINE + text : text + System.lineSeparator());
            out.flush();
        }
    }
}
