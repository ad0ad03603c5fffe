package io.docket.eventstore.simulation.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides which thread runs next, from a seed. One thread has the turn; wherever it waits it gives the turn away, and
 * all that others may observe happens in between. Time goes on only when nobody can run, and a little at each turn.
 */
public final class Schedule {
    private static final int MAX_TURNS = 400_000;
    private static final int NANOS_PER_TURN = 20_000;
    private static final int HESITATION_MOST_MILLIS = 8_000;
    private static final long REAL_SECONDS = 60;

    private final Chance chance;
    private final @Nullable Consumer<String> trace;
    private final List<Task> tasks = new ArrayList<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final List<Task> runnable = new ArrayList<>();
    private final List<Timer> due = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Life world = new Life("world");
    private Runnable afterStep = () -> {};
    private @Nullable Task current;
    private @Nullable Throwable failure;
    private boolean stopping;
    private long now;
    private int turns;
    private long timersSet;
    private double hesitationPercent;

    private record Timer(long at, long number, Runnable action) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
        }
    }

    public Schedule(Chance chance, @Nullable Consumer<String> trace) {
        this.chance = chance;
        this.trace = trace;
    }

    /** Looks on after each step, whoever had the turn; it must not wait, and take no chance. */
    public void afterStep(Runnable look) {
        afterStep = look;
    }

    /** Runs the work, and all that it starts, to the end. */
    public void run(Runnable work) {
        Task first = spawn(world, "main", () -> {
            work.run();
            stop(null);
        });
        current = first;
        first.giveTurn();
        try {
            if (!over.await(REAL_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("a thread waits outside the schedule: " + current);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw new AssertionError(failure.getMessage(), failure);
        }
    }

    public Task spawn(Life life, String name, Runnable work) {
        Task[] self = new Task[1];
        self[0] = new Task(life, name, () -> {
            try {
                alive(self[0]);
                work.run();
            } catch (Crashed e) {
                // as a process that is gone: nothing is left to do
            } catch (Throwable e) {
                stop(e);
            }
            self[0].finish();
            tasks.remove(self[0]);
            dispatch(self[0]);
        });
        self[0].waitFor(() -> true, now, 0);
        tasks.add(self[0]);
        self[0].start();
        return self[0];
    }

    /** A task of the world, which never crashes. */
    public Task spawn(String name, Runnable work) {
        return spawn(world, name, work);
    }

    /** Does something later, whoever lives then; it must not wait. */
    public void after(long nanos, Runnable action) {
        timers.add(new Timer(now + nanos, timersSet++, action));
    }

    /** Gives the turn away until the condition holds (true) or the time is over (false). */
    public boolean await(BooleanSupplier condition, Duration atMost) {
        Task me = current();
        alive(me);
        boolean hesitates = me.life() != world && chance.percent(hesitationPercent);
        me.waitFor(condition, now + atMost.toNanos(), hesitates ? now + chance.nanos(1, HESITATION_MOST_MILLIS) : 0);
        dispatch(me);
        alive(me);
        return condition.getAsBoolean();
    }

    public void sleep(Duration pause) {
        await(() -> false, pause);
    }

    public long now() {
        return now;
    }

    /** How often a thread of a process does not go on at once, as if another had its core. */
    public void hesitate(double percent) {
        hesitationPercent = percent;
    }

    public boolean stopped(Life life) {
        return !life.dead() && life.stoppedUntil() > now;
    }

    public void trace(Supplier<String> what) {
        if (trace != null) {
            trace.accept("%12.6f %-14s %s".formatted(now / 1e9, current, what.get()));
        }
    }

    /** Ends everything; with a failure, the simulation has failed. */
    public void stop(@Nullable Throwable reason) {
        if (failure == null) {
            failure = reason;
        }
        stopping = true;
    }

    private void alive(Task task) {
        if (stopping || task.life().dead()) {
            throw new Crashed();
        }
    }

    private Task current() {
        if (current == null) {
            throw new IllegalStateException("not started");
        }
        return current;
    }

    private void dispatch(Task me) {
        Task next = choose();
        if (next == null) {
            over.countDown();
        } else if (next != me) {
            current = next;
            next.giveTurn();
            if (!me.done()) {
                me.awaitTurn();
            }
        }
    }

    private @Nullable Task choose() {
        while (!tasks.isEmpty()) {
            if (++turns > MAX_TURNS && !stopping) {
                stop(new AssertionError("no end after " + MAX_TURNS + " turns: " + tasks));
            }
            look();
            if (stopping) {
                return tasks.getFirst();
            }
            now += chance.below(NANOS_PER_TURN);
            runnable.clear();
            for (Task task : tasks) {
                if (task.runnable(now)) {
                    runnable.add(task);
                }
            }
            while (!timers.isEmpty() && timers.peek().at() <= now) {
                due.add(timers.remove());
            }
            int choices = runnable.size() + due.size();
            if (choices == 0) {
                advance();
                continue;
            }
            int choice = chance.below(choices);
            if (choice < runnable.size()) {
                return runnable.get(choice);
            }
            fire(due.remove(choice - runnable.size()));
        }
        return null;
    }

    private void look() {
        if (!stopping) {
            try {
                afterStep.run();
            } catch (RuntimeException | AssertionError e) {
                stop(e);
            }
        }
    }

    private void advance() {
        long next = Long.MAX_VALUE;
        for (Task task : tasks) {
            next = Math.min(next, task.runsAt());
        }
        if (!timers.isEmpty()) {
            next = Math.min(next, timers.peek().at());
        }
        now = Math.max(now, next);
    }

    private void fire(Timer timer) {
        try {
            timer.action().run();
        } catch (RuntimeException | AssertionError e) {
            stop(e);
        }
    }
}
