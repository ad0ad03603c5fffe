package io.docket.eventstore.simulation.schedule;

import io.docket.eventstore.internal.machine.Machine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The machine of one process: its threads are tasks of the schedule, its time is the schedule's. */
public final class SimulatedMachine implements Machine {
    private final Schedule schedule;
    private final Life life;

    public SimulatedMachine(Schedule schedule, Life life) {
        this.schedule = schedule;
        this.life = life;
    }

    @Override
    public long nanoTime() {
        return schedule.now();
    }

    @Override
    public void sleep(Duration pause) {
        schedule.sleep(pause);
    }

    @Override
    public Worker worker(String name, Runnable work) {
        return new TaskWorker(name, work);
    }

    @Override
    public <T> T get(CompletableFuture<T> result, Duration atMost)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (!schedule.await(result::isDone, atMost)) {
            throw new TimeoutException();
        }
        return result.get();
    }

    @Override
    public Signal signal(ReentrantLock lock) {
        return new ScheduledSignal(lock);
    }

    private final class TaskWorker implements Worker {
        private final String name;
        private final Runnable work;
        private @Nullable Task task;

        TaskWorker(String name, Runnable work) {
            this.name = name;
            this.work = work;
        }

        @Override
        public void start() {
            task = schedule.spawn(life, life.name() + " " + name, work);
        }

        @Override
        public boolean awaitEnd(Duration atMost) {
            return schedule.await(() -> task == null || task.done(), atMost);
        }
    }

    private final class ScheduledSignal implements Signal {
        private final ReentrantLock lock;
        private long given;

        ScheduledSignal(ReentrantLock lock) {
            this.lock = lock;
        }

        @Override
        public long awaitNanos(long nanos) {
            long before = given;
            long until = schedule.now() + nanos;
            lock.unlock();
            try {
                schedule.await(() -> given != before, Duration.ofNanos(nanos));
            } finally {
                lock.lock();
            }
            return until - schedule.now();
        }

        @Override
        public void give() {
            given++;
        }
    }
}
