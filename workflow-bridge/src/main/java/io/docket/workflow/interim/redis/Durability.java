package io.docket.workflow.interim.redis;

import java.time.Duration;

/**
 * How far a write has to have come before it is acknowledged.
 *
 * @param replicas replicas that have it in memory; 0 asks none
 * @param timeout how long they may take; after that nobody knows whether the write survives
 */
public record Durability(int replicas, Duration timeout) {
    /** One Redis alone. */
    public static final Durability NONE = new Durability(0, Duration.ZERO);
}
