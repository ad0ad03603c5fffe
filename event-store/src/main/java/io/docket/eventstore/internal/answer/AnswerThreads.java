package io.docket.eventstore.internal.answer;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * Threads that give answers, one for each that is given. Who comes after they are closed gives its answer itself: none is ever
 * left out.
 */
public final class AnswerThreads implements Executor, AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @Override
    public void execute(Runnable answer) {
        try {
            threads.execute(answer);
        } catch (RejectedExecutionException e) {
            answer.run();
        }
    }

    /** Returns at once. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
