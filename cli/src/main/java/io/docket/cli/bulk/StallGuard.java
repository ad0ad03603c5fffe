package io.docket.cli.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Ends the reading of an answer that has stopped to come. */
final class StallGuard implements AutoCloseable {
    private final InputStream answer;
    private final long limitNanos;
    private final ScheduledFuture<?> check;
    private volatile long lastSign = System.nanoTime();

    StallGuard(InputStream answer, Duration limit, ScheduledExecutorService timer) {
        this.answer = answer;
        this.limitNanos = limit.toNanos();
        long period = Math.max(limit.toMillis() / 4, 1);
        this.check = timer.scheduleWithFixedDelay(this::check, period, period, TimeUnit.MILLISECONDS);
    }

    /** Something came. */
    void sign() {
        lastSign = System.nanoTime();
    }

    @Override
    public void close() {
        check.cancel(false);
    }

    private void check() {
        if (System.nanoTime() - lastSign > limitNanos) {
            try {
                answer.close();
            } catch (IOException e) {
                lastSign = System.nanoTime();
            }
        }
    }
}
