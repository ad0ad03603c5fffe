package io.docket.notification.live;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Turns on a fixed number of threads. What is queued is bounded by the subscriptions: each has at most one task. */
public final class ThreadTurns implements Turns, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ThreadTurns.class);

    private final ScheduledThreadPoolExecutor threads;

    public ThreadTurns(int count) {
        threads = new ScheduledThreadPoolExecutor(
                count, Thread.ofPlatform().name("live-turn-", 0).daemon().factory(), (task, pool) -> {});
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void now(Runnable task) {
        threads.execute(guarded(task));
    }

    @Override
    public void later(Runnable task, Duration delay) {
        threads.schedule(guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("live=turn outcome=failed", e);
            }
        };
    }
}
