package io.docket.notification.live;

import io.docket.notification.log.LogReader;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.function.Supplier;

/** Lends readers of the log; there are as many as were ever in use at once, so the threads of {@link Turns} bound them. */
public final class Readers implements AutoCloseable {
    private final Supplier<LogReader> factory;
    private final ConcurrentLinkedDeque<LogReader> idle = new ConcurrentLinkedDeque<>();

    public Readers(Supplier<LogReader> factory) {
        this.factory = factory;
    }

    /** Runs the task with a reader that nobody else uses meanwhile. */
    public <T> T use(Function<LogReader, T> task) {
        LogReader reader = idle.pollFirst();
        if (reader == null) {
            reader = factory.get();
        }
        try {
            return task.apply(reader);
        } finally {
            idle.addFirst(reader);
        }
    }

    @Override
    public void close() {
        for (LogReader reader = idle.pollFirst(); reader != null; reader = idle.pollFirst()) {
            reader.close();
        }
    }
}
