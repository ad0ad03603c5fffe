package io.docket.workflow.removal;

import io.docket.workflow.memory.InstanceRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Instances that are over and whose data is still to be removed. From the moment that an instance is in it, nothing new is
 * kept for the instance.
 */
public interface RemovalQueue {
    /** The instance is over; its removal is due now. */
    void add(InstanceRef instance, Instant now);

    /** Instances whose removal is due, the longest due first. */
    List<InstanceRef> due(Instant now, int limit);

    /** The removal is put off. */
    void postpone(InstanceRef instance, Instant until);

    /** All is removed. */
    void done(InstanceRef instance);

    /** What is known of the instance. */
    Standing standing(InstanceRef instance);

    /** How many wait. */
    long size();

    /** Since when the one waits that waits longest. */
    Optional<Instant> waitingSince();

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
