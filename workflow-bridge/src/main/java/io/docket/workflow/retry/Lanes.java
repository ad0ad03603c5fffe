package io.docket.workflow.retry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Runs the steps of each root one after the other, and roots side by side on a fixed number of lanes. */
public final class Lanes {
    private final Persistence persistence;
    private final int lanes;

    /** That many lanes. */
    public Lanes(Persistence persistence, int lanes) {
        this.persistence = persistence;
        this.lanes = lanes;
    }

    /**
     * Returns once all are done or refused. A root whose step fails holds up its lane and no other.
     *
     * @param name the lanes are named for it: {@code <name>-0}, {@code <name>-1}, …
     * @param stepsByRoot steps, in order, by what they are in order of
     */
    public void run(String name, Map<String, List<Step>> stepsByRoot) {
        Queue<List<Step>> roots = new ConcurrentLinkedQueue<>(stepsByRoot.values());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int lane = 0; lane < Math.min(lanes, stepsByRoot.size()); lane++) {
                String laneName = name + '-' + lane;
                running.add(threads.submit(() -> work(laneName, roots)));
            }
            running.forEach(Lanes::join);
        }
    }

    private void work(String lane, Queue<List<Step>> roots) {
        try {
            for (List<Step> steps = roots.poll(); steps != null; steps = roots.poll()) {
                steps.forEach(step -> persistence.until(lane, step.what(), step.effect(), step.waits()));
            }
        } finally {
            roots.clear();
        }
    }

    private static void join(Future<?> lane) {
        try {
            lane.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException fault -> throw fault;
                case Error fault -> throw fault;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    /**
     * A step.
     *
     * @param what the step in a few words
     * @param effect does it
     * @param waits told after each failed attempt for how long it has been tried
     */
    public record Step(String what, Runnable effect, Consumer<Duration> waits) {
        /** A step whose waiting nobody is told of. */
        public Step(String what, Runnable effect) {
            this(what, effect, waited -> {});
        }
    }
}
