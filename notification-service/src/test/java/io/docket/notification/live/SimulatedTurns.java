package io.docket.notification.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Turns that run one at a time, in random order, when the test says so; time passes by itself. */
final class SimulatedTurns implements Turns {
    private static final long NANOS_PER_LOOK = 20_000_000;

    private final List<Runnable> tasks = new ArrayList<>();
    private final RandomGenerator random;
    private long nanos;

    SimulatedTurns(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public void now(Runnable task) {
        tasks.add(task);
    }

    @Override
    public void later(Runnable task, Duration delay) {
        tasks.add(task);
    }

    @Override
    public long nanos() {
        nanos += NANOS_PER_LOOK;
        return nanos;
    }

    /** Runs one task; false if there is none. */
    boolean runOne() {
        if (tasks.isEmpty()) {
            return false;
        }
        tasks.remove(random.nextInt(tasks.size())).run();
        return true;
    }

    void runAll() {
        while (runOne()) {
            // each task may add others
        }
    }
}
