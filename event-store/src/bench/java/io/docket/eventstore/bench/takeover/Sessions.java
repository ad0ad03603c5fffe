package io.docket.eventstore.bench.takeover;

import io.docket.contracts.position.Cursor;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.EventStoreConfig.Timing;
import io.docket.eventstore.PartitionStatus.State;
import io.docket.eventstore.bench.BenchLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Instances with a session timeout of their own. */
final class Sessions {
    /** The last offset of a partition is that of a transaction's marker. */
    private static final int MARKER = 1;

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private Sessions() {}

    static EventStoreConfig config(BenchLog log, String instance, Duration session) {
        Timing timing = Timing.DEFAULT;
        return log.config(instance)
                .withTiming(new Timing(
                        timing.outcomeWindow(),
                        timing.transactionTimeout(),
                        timing.commitTimeout(),
                        timing.unknownOutcome(),
                        timing.drain(),
                        session,
                        timing.start()));
    }

    static boolean serves(EventStore store, int partition) {
        return store.partitions().get(partition).state() == State.SERVING;
    }

    /** Waits until an instance that follows these partitions has read all that is in them now. */
    static void awaitWarm(EventStore store, List<Integer> partitions) {
        Cursor end = store.log().end();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (partitions.stream()
                .anyMatch(partition ->
                        store.partitions().get(partition).nextOffset() + MARKER < end.next(partition))) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("the standby does not come to the end: " + store.partitions());
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }
}
