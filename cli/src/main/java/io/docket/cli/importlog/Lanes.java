package io.docket.cli.importlog;

import io.docket.cli.bulk.BulkCommand;
import io.docket.cli.bulk.BulkSender;
import io.docket.cli.failure.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sends a log's commands over several requests in flight. Each lane has traces of its own, so the commands of a case are
 * never in two requests at once. When one lane fails the others finish their request and stop.
 */
final class Lanes {
    /** Requests in flight. */
    static final int LANES = 4;

    /** Most commands in one request: its answers fit the socket's buffers while the request is still being sent. */
    static final int BATCH = 500;

    private final BulkSender sender;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Lanes(BulkSender sender) {
        this.sender = sender;
    }

    /**
     * Sends everything.
     *
     * @param window number of traces at once, over all lanes
     */
    void send(TraceFeed feed, int window) throws InterruptedException {
        int lanes = Math.min(LANES, window);
        List<Thread> threads = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            TraceWindow traces = new TraceWindow(feed, (window + lane) / lanes);
            threads.add(Thread.ofPlatform().daemon().name("lane-" + lane).start(() -> run(traces)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        switch (failure.get()) {
            case null -> {}
            case UserError error -> throw error;
            case InterruptedException interrupted -> throw interrupted;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }

    private void run(TraceWindow traces) {
        try {
            List<BulkCommand> batch;
            while (failure.get() == null && !(batch = traces.next(BATCH)).isEmpty()) {
                sender.send(batch);
            }
        } catch (InterruptedException | RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }
}
