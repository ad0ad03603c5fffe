package io.docket.notification.socket;

import io.docket.notification.live.Turns;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/** Turns that a test takes itself, by a clock that it sets. */
final class ManualTurns implements Turns {
    final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    long nanos = TimeUnit.HOURS.toNanos(1);

    @Override
    public void now(Runnable task) {
        tasks.add(task);
    }

    @Override
    public void later(Runnable task, Duration delay) {
        tasks.add(task);
    }

    @Override
    public long nanos() {
        return nanos;
    }

    void runAll() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }
}
