package io.docket.projection.freshness;

import io.docket.contracts.position.Position;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

/** How far the views are, and who waits for what. */
@ApplicationScoped
public class Watermarks {
    /** Queries that may wait at once. */
    static final int MAX_WAITING = 10_000;

    private final Map<Integer, Long> next = new HashMap<>();
    private final Map<Integer, PriorityQueue<Waiter>> waiting = new HashMap<>();
    private int waiters;

    /** Notes that the view holds every event of the partition before the offset. */
    public void reached(int partition, long nextOffset) {
        List<Waiter> done = new ArrayList<>();
        synchronized (this) {
            next.put(partition, nextOffset);
            PriorityQueue<Waiter> queue = waiting.get(partition);
            while (queue != null && !queue.isEmpty() && queue.peek().offset() < nextOffset) {
                done.add(queue.poll());
                waiters--;
            }
        }
        done.forEach(waiter -> waiter.emitter().complete(true));
    }

    /** True as soon as the view holds the event at the position, false after the wait. */
    public Uni<Boolean> await(Position position, Duration wait) {
        if (wait.isZero()) {
            return Uni.createFrom().item(() -> isReached(position));
        }
        return Uni.createFrom()
                .<Boolean>emitter(emitter -> enlist(new Waiter(position.partition(), position.offset(), emitter)))
                .ifNoItem()
                .after(wait)
                .recoverWithItem(false);
    }

    /** The partitions that somebody waits for. */
    public synchronized Set<Integer> awaited() {
        Set<Integer> partitions = new TreeSet<>();
        waiting.forEach((partition, queue) -> {
            if (!queue.isEmpty()) {
                partitions.add(partition);
            }
        });
        return partitions;
    }

    /** The next offset of each partition that is known here. */
    public synchronized Map<Integer, Long> positions() {
        return Map.copyOf(next);
    }

    private synchronized boolean isReached(Position position) {
        return position.offset() < next.getOrDefault(position.partition(), 0L);
    }

    private void enlist(Waiter waiter) {
        boolean reached;
        synchronized (this) {
            reached = waiter.offset() < next.getOrDefault(waiter.partition(), 0L);
            if (!reached && waiters >= MAX_WAITING) {
                waiter.emitter().fail(new TooManyWaiting());
                return;
            }
            if (!reached) {
                waiting.computeIfAbsent(waiter.partition(), any -> new PriorityQueue<>())
                        .add(waiter);
                waiters++;
            }
        }
        if (reached) {
            waiter.emitter().complete(true);
        } else {
            waiter.emitter().onTermination(() -> delist(waiter));
        }
    }

    private synchronized void delist(Waiter waiter) {
        PriorityQueue<Waiter> queue = waiting.get(waiter.partition());
        if (queue != null && queue.remove(waiter)) {
            waiters--;
        }
    }

    /** More queries wait than may. */
    static final class TooManyWaiting extends RuntimeException {
        TooManyWaiting() {
            super("too many queries wait for a position", null, false, false);
        }
    }

    private record Waiter(int partition, long offset, UniEmitter<? super Boolean> emitter)
            implements Comparable<Waiter> {
        @Override
        public int compareTo(Waiter other) {
            return Long.compare(offset, other.offset);
        }
    }
}
