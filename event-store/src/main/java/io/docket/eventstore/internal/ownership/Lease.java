package io.docket.eventstore.internal.ownership;

import io.docket.eventstore.internal.machine.Machine;
import java.time.Duration;

/**
 * How long this instance may believe that the group still knows it: from the moment it asked the coordinator, which said
 * yes, until its session could be over. The coordinator starts the session anew when it accepts a commit, which is later
 * than the question: so nobody else owns a partition while the lease holds. Proven by the group's thread, read by all.
 */
final class Lease {
    private static final int RENEWALS_PER_SESSION = 3;

    private final Machine machine;
    private final long sessionNanos;
    private volatile boolean proven;
    private volatile long askedAtNanos;

    Lease(Machine machine, Duration session) {
        this.machine = machine;
        this.sessionNanos = session.toNanos();
    }

    /** The coordinator said yes to a question of that time. */
    void proven(long askedAt) {
        askedAtNanos = askedAt;
        proven = true;
    }

    boolean holds() {
        return proven && machine.nanoTime() - askedAtNanos < sessionNanos;
    }

    /** True if it is time to ask again. */
    boolean isDue() {
        return !proven || machine.nanoTime() - askedAtNanos >= sessionNanos / RENEWALS_PER_SESSION;
    }
}
