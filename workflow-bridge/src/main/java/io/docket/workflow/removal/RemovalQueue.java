package io.docket.workflow.removal;

import io.docket.workflow.memory.InstanceRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Instances that are over and whose data, or whose files, are still to be removed. From the moment that an instance is in it,
 * nothing new is kept for the instance.
 *
 * <pre>
 *   instance ends ──> DATA ── its data is gone ──> FILES ── its files are gone ──> done
 *                      ^── something was bound late ──┘
 * </pre>
 */
public interface RemovalQueue {
    /** The instance is over; its removal is due now. */
    void add(InstanceRef instance, Instant now);

    /** Instances for which the step is due, the longest due first. */
    List<InstanceRef> due(Step step, Instant now, int limit);

    /** The step is put off. */
    void postpone(Step step, InstanceRef instance, Instant until);

    /** What the store kept for the instance is removed; its files are due now. */
    void dataGone(InstanceRef instance, Instant now);

    /** The files are removed, too. The instance stays if it was added again meanwhile. */
    void done(InstanceRef instance);

    /** What is known of the instance. */
    Standing standing(InstanceRef instance);

    /** How many wait, for either step. */
    long size();

    /** Since when the one waits that waits longest. */
    Optional<Instant> waitingSince();

    /** What is removed of an instance, one after the other. */
    enum Step {
        /** What the store keeps. */
        DATA,
        /** The files of its tasks. */
        FILES
    }

    /** Whether an instance runs. */
    enum Standing {
        /** It was asked for, or runs. */
        ACTIVE,
        /** It is over; its removal is in the queue. */
        LEAVING,
        /** It is over, or nobody has heard of it. */
        OVER
    }
}
