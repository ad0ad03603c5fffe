package io.docket.notification.novu;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Runs the same task for many items, a bounded number at once, and waits for all. */
final class Fleet {
    private Fleet() {}

    static <T> void run(List<T> items, int parallel, Task<T> task) throws InterruptedException {
        if (items.isEmpty()) {
            return;
        }
        Semaphore permits = new Semaphore(parallel);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> calls = items.stream()
                    .map(item -> (Callable<Void>) () -> {
                        permits.acquire();
                        try {
                            task.run(item);
                        } finally {
                            permits.release();
                        }
                        return null;
                    })
                    .toList();
            for (Future<Void> done : threads.invokeAll(calls)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @FunctionalInterface
    interface Task<T> {
        void run(T item) throws InterruptedException;
    }
}
