package io.docket.eventstore.internal.machine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the store takes from the machine that it runs on: time, threads, and every way in which a thread waits. Nothing
 * else in the ownership, the writer, the standby and the directory of owners may wait or ask for the time, or a
 * simulation would not decide the schedule.
 */
public interface Machine {
    /** Nanoseconds since some moment; only differences mean something. */
    long nanoTime();

    void sleep(Duration pause);

    /** A thread that does not run yet and does not keep the process alive. */
    Worker worker(String name, Runnable work);

    /** Waits for a result. */
    <T> T get(CompletableFuture<T> result, Duration atMost)
            throws InterruptedException, ExecutionException, TimeoutException;

    /** What threads that hold the lock wait for. */
    Signal signal(ReentrantLock lock);

    /** A thread of the store. */
    interface Worker {
        void start();

        /** Waits until it has ended; true if it has, or never began. */
        boolean awaitEnd(Duration atMost);
    }

    /** Something that threads wait for, with its lock held. */
    interface Signal {
        /** Releases the lock, waits, takes the lock again; the rest of the time, zero or less if it is over. */
        long awaitNanos(long nanos) throws InterruptedException;

        /** Lets all go on that wait. */
        void give();
    }
}
