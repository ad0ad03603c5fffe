package io.docket.command.faults.client;

import static org.awaitility.Awaitility.await;

import io.docket.command.faults.service.ServiceInstance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/** All clients together. */
public final class Clients {
    private final Queue<Story> stories = new ConcurrentLinkedQueue<>();
    private final Cases cases = new Cases();
    private final Sender sender = new Sender();
    private final List<ServiceInstance> instances;
    private final List<Client> clients = new ArrayList<>();
    private final long seed;
    private List<Thread> threads = List.of();
    private volatile boolean enough;
    private volatile boolean gaveUp;

    /** @param number how many */
    public Clients(int number, List<ServiceInstance> instances, long seed) {
        this.instances = instances;
        this.seed = seed;
        for (int i = 0; i < number; i++) {
            clients.add(new Client(i, instances, sender, cases, seed));
        }
    }

    /** One thing that a client does. */
    private interface Work {
        void of(Client client) throws InterruptedException;
    }

    private List<Thread> start(Work work) {
        return clients.stream()
                .map(client -> Thread.ofPlatform().daemon().start(() -> {
                    try {
                        work.of(client);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .toList();
    }

    /** Defines what the cases need, and begins. */
    public void start(Duration atMost) {
        await().atMost(atMost).until(() -> sender.define(instances.getFirst()) / 100 == 2);
        threads = start(client -> {
            while (!enough) {
                stories.add(client.next(() -> gaveUp));
            }
        });
    }

    /** Lets every client bring its last command to a final answer, as far as there is time. */
    public void finish(Duration atMost) throws InterruptedException {
        enough = true;
        join(threads, atMost);
    }

    /** One more command for each case, at any instance, which expects the version that was told last. */
    public void farewell(Duration atMost) throws InterruptedException {
        Queue<Command> left = new ConcurrentLinkedQueue<>(cases.farewells());
        join(
                start(client -> {
                    for (Command next = left.poll(); next != null; next = left.poll()) {
                        stories.add(client.untilFinal(next, () -> gaveUp));
                    }
                }),
                atMost);
    }

    /** What is said to commands that come once more, at most so many of them. */
    public List<Story> repeat(int most, Duration atMost) throws InterruptedException {
        List<Story> told = new ArrayList<>(stories);
        Collections.shuffle(told, new Random(seed));
        Queue<Story> left =
                new ConcurrentLinkedQueue<>(told.stream().limit(most).toList());
        Queue<Story> again = new ConcurrentLinkedQueue<>();
        join(
                start(client -> {
                    for (Story next = left.poll(); next != null; next = left.poll()) {
                        again.add(client.untilFinal(next.command(), () -> gaveUp));
                    }
                }),
                atMost);
        return List.copyOf(again);
    }

    private void join(List<Thread> all, Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        for (Thread thread : all) {
            thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
        }
        gaveUp = all.stream().anyMatch(Thread::isAlive);
        for (Thread thread : all) {
            thread.join();
        }
    }

    /** What they remember. */
    public List<Story> stories() {
        return List.copyOf(stories);
    }
}
