package io.docket.eventstore.internal.writer;

import io.docket.eventstore.EventStoreException;
import io.docket.eventstore.NotOwnerException;
import io.docket.eventstore.PartitionStatus.State;
import io.docket.eventstore.StoreUnavailableException;
import io.docket.eventstore.internal.machine.Machine;
import java.time.Duration;

/** Where a partition stands, and whether it was told to stop. Set by the writer and the group, read by everybody. */
final class Lifecycle {
    private static final String ASSIGNED = "assigned";

    private final int partition;
    private final Machine machine;
    private volatile Phase phase = new Phase(State.TAKING_OVER, ASSIGNED);
    private volatile boolean draining;
    private volatile long drainUntilNanos;
    private volatile boolean lost;

    private record Phase(State state, String detail) {}

    Lifecycle(int partition, Machine machine) {
        this.partition = partition;
        this.machine = machine;
    }

    State state() {
        State current = phase.state();
        return draining && (current == State.SERVING || current == State.IN_DOUBT) ? State.DRAINING : current;
    }

    String detail() {
        return phase.detail();
    }

    void become(State state, String detail) {
        phase = new Phase(state, detail);
    }

    void drain(Duration atMost) {
        drainUntilNanos = machine.nanoTime() + atMost.toNanos();
        draining = true;
    }

    void lose() {
        lost = true;
    }

    boolean lost() {
        return lost;
    }

    /** True if nothing new is accepted, and what was accepted shall be finished. */
    boolean draining() {
        return draining;
    }

    /** True if nothing more may be written. */
    boolean mustStop() {
        return lost || (draining && machine.nanoTime() > drainUntilNanos);
    }

    /** Why the partition does not answer now: something is broken here, or it is the wrong place to ask. */
    EventStoreException refusal() {
        boolean interrupted = state() == State.TAKING_OVER && !detail().equals(ASSIGNED);
        return interrupted || state() == State.FAILED
                ? new StoreUnavailableException("partition " + partition + ": " + detail(), null)
                : new NotOwnerException("partition " + partition + " is not served here: " + state(), null);
    }
}
