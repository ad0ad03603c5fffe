package io.docket.eventstore;

/**
 * What one partition is doing on this instance.
 *
 * <pre>
 *                 assigned            read to the end
 *   NOT_OWNED ────────────> TAKING_OVER ────────────> SERVING <──────────> IN_DOUBT
 *       ^                     ^      │                   │ │                  │
 *       │                     │      │ broken log        │ │ fenced, still    │ fenced
 *       │                     │      v                   │ │ assigned         │
 *       │                     │    FAILED                │ v                  │
 *       │                     └─────────────────────── (asks the group) <─────┘
 *       └──────────── DRAINING <───── revoked ───────────┘
 * </pre>
 *
 * @param partition number of the partition, from 0
 * @param state what it is doing
 * @param detail why, in words; empty when there is nothing to say
 * @param nextOffset first offset of the events topic that the index does not hold; -1 if there is no index, as it is
 *     neither owned nor kept warm
 * @param waiting appends accepted and not yet committed
 */
public record PartitionStatus(int partition, State state, String detail, long nextOffset, int waiting) {
    /** Lifecycle of a partition on one instance. */
    public enum State {
        /** Another instance owns it, or nobody does. */
        NOT_OWNED,
        /** Assigned: fencing the former owner and reading to the end. */
        TAKING_OVER,
        /** Reads and appends are answered. */
        SERVING,
        /** A commit got no answer: the log is being asked. Appends wait. */
        IN_DOUBT,
        /** Revoked: finishing what was accepted. */
        DRAINING,
        /** Going on would be wrong: the log breaks a rule. Needs an operator. */
        FAILED
    }
}
