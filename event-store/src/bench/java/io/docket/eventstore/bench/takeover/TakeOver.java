package io.docket.eventstore.bench.takeover;

import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.PartitionStatus.State;
import io.docket.eventstore.bench.appends.BenchEvents;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Offers a command to each inherited partition again and again until it is committed.
 *
 * @param heir the instance that is left
 * @param moved the partitions of the other one
 */
record TakeOver(EventStore heir, List<Integer> moved) {
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /**
     * Times since the kill, in nanoseconds.
     *
     * @param assignedNanos until the group gave a partition to the heir
     * @param firstNanos until a command was committed in one of the partitions
     * @param lastNanos until one was committed in every partition
     */
    record Times(long assignedNanos, long firstNanos, long lastNanos) {}

    Times after(Process victim) throws Exception {
        long start = System.nanoTime();
        victim.destroyForcibly();
        long assigned = 0;
        long first = 0;
        boolean[] done = new boolean[moved.size()];
        for (int left = done.length; left > 0; ) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new TimeoutException("partitions are not taken over: " + heir.partitions());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            if (assigned == 0 && moved.stream().anyMatch(partition -> state(partition) != State.NOT_OWNED)) {
                assigned = System.nanoTime() - start;
            }
            for (int i = 0; i < done.length; i++) {
                if (!done[i] && state(moved.get(i)) == State.SERVING && commits(moved.get(i))) {
                    done[i] = true;
                    left--;
                    first = first == 0 ? System.nanoTime() - start : first;
                }
            }
        }
        return new Times(assigned, first, System.nanoTime() - start);
    }

    private State state(int partition) {
        return heir.partitions().get(partition).state();
    }

    private boolean commits(int partition) throws InterruptedException, TimeoutException {
        String account = accountIn(partition);
        try {
            heir.append(AppendRequest.of(account, List.of(BenchEvents.credited(account, 1))))
                    .toCompletableFuture()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            return false;
        }
    }

    private String accountIn(int partition) {
        int number = 0;
        while (heir.partitionOf("heir-" + number) != partition) {
            number++;
        }
        return "heir-" + number;
    }
}
