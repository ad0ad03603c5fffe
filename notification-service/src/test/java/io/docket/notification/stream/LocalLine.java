package io.docket.notification.stream;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A connection that exists in this process alone; runs what is given to it on a thread of its own. */
final class LocalLine implements ClientLine, AutoCloseable {
    volatile boolean cut;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    @Override
    public void execute(Runnable task) {
        if (!thread.isShutdown()) {
            thread.execute(task);
        }
    }

    @Override
    public void cut() {
        cut = true;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
