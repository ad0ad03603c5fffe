package io.docket.workflow.record;

import io.docket.workflow.retry.Persistence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the steps of each instance one after the other, and instances side by side on a fixed number of lanes. */
public final class CommandLanes {
    private final Persistence persistence;
    private final int lanes;

    /** That many lanes. */
    public CommandLanes(Persistence persistence, int lanes) {
        this.persistence = persistence;
        this.lanes = lanes;
    }

    /** Returns once all are done or refused. */
    public void run(Map<String, List<Step>> stepsByInstance) {
        List<List<Step>> byLane = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            byLane.add(new ArrayList<>());
        }
        stepsByInstance.forEach((instance, steps) ->
                byLane.get(Math.floorMod(instance.hashCode(), lanes)).addAll(steps));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int lane = 0; lane < lanes; lane++) {
                String name = "commands-" + lane;
                List<Step> steps = byLane.get(lane);
                if (!steps.isEmpty()) {
                    running.add(threads.submit(
                            () -> steps.forEach(step -> persistence.until(name, step.what(), step.effect()))));
                }
            }
            running.forEach(CommandLanes::join);
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
     */
    public record Step(String what, Runnable effect) {}
}
