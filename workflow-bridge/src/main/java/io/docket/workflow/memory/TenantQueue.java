package io.docket.workflow.memory;

import java.util.List;
import java.util.Set;

/**
 * What waits for an account of its tenant, in order, one bounded queue a tenant. Each change is atomic. It outlives the bridge and
 * the engine.
 *
 * <pre>
 *   put, put behind ──> last … first ── settle ──> done
 * </pre>
 */
public interface TenantQueue {
    /** The tenants for which something waits. */
    Set<String> tenants();

    /** How many items wait for the tenant. */
    long size(String tenant);

    /**
     * Adds the items at the end, all of them or none, and returns once they last. A queue that is not full takes them however many they
     * are; those that are the last already, as whoever puts them tries it again, stay where they are.
     *
     * @throws io.docket.workflow.retry.Unavailable if as many wait as may
     */
    void put(String tenant, List<String> items);

    /**
     * Adds the item at the end where something waits already; nothing where nothing does. One that waits itself stays where it is.
     *
     * @return true if it waits now
     * @throws io.docket.workflow.retry.Unavailable if as many wait as may
     */
    boolean putBehind(String tenant, String item);

    /** The first items, at most that many, in order. */
    List<String> first(String tenant, int count);

    /**
     * Replaces the items at the head by others. Where the head is not what was seen any more, somebody else has settled it, and nothing
     * changes.
     *
     * @param seen what was first, in order
     * @param left what of it is still to be done, in order
     */
    void settle(String tenant, List<String> seen, List<String> left);
}
