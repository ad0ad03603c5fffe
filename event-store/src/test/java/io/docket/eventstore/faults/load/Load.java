package io.docket.eventstore.faults.load;

import io.docket.eventstore.faults.instance.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** All writers together. */
public final class Load {
    private final Queue<Attempt> history = new ConcurrentLinkedQueue<>();
    private final Roots roots = new Roots();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean enough;
    private volatile boolean gaveUp;

    /** Starts so many writers. */
    public Load(int writers, List<Instance> instances, long seed) {
        Routes routes = new Routes(instances.size());
        for (int i = 0; i < writers; i++) {
            Writer writer = new Writer(instances, roots, routes, history, seed + i);
            threads.add(Thread.ofPlatform().name("writer-" + i).daemon().start(() -> run(writer)));
        }
    }

    private void run(Writer writer) {
        try {
            writer.run(() -> !enough, () -> gaveUp);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets every writer bring its last command to a final answer, as far as there is time. */
    public void finish(Duration atMost) throws InterruptedException {
        enough = true;
        long until = System.nanoTime() + atMost.toNanos();
        for (Thread thread : threads) {
            thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
        }
        gaveUp = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    public List<Attempt> history() {
        return List.copyOf(history);
    }

    /** Every stream that somebody wrote to. */
    public Set<String> streams() {
        return roots.streams();
    }
}
