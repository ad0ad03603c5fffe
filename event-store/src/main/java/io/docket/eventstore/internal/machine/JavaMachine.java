package io.docket.eventstore.internal.machine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The machine as Java knows it: platform threads and the system's time. */
public final class JavaMachine implements Machine {
    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Worker worker(String name, Runnable work) {
        return new PlatformWorker(Thread.ofPlatform().name(name).daemon().unstarted(work));
    }

    @Override
    public <T> T get(CompletableFuture<T> result, Duration atMost)
            throws InterruptedException, ExecutionException, TimeoutException {
        return result.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Signal signal(ReentrantLock lock) {
        return new ConditionSignal(lock.newCondition());
    }

    private record PlatformWorker(Thread thread) implements Worker {
        @Override
        public void start() {
            thread.start();
        }

        @Override
        public boolean awaitEnd(Duration atMost) {
            try {
                return thread.getState() == Thread.State.NEW || thread.join(atMost);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    private record ConditionSignal(Condition condition) implements Signal {
        @Override
        public long awaitNanos(long nanos) throws InterruptedException {
            return condition.awaitNanos(nanos);
        }

        @Override
        public void give() {
            condition.signalAll();
        }
    }
}
