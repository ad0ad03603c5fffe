package io.docket.workflow.interim;

import io.docket.workflow.memory.InstanceRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sealed values by key and field, and which instance each key belongs to. Each change is one atomic step, and has reached
 * as many replicas as are configured when it returns.
 *
 * <p>Every method throws {@link io.docket.workflow.retry.Unavailable} if nobody knows whether it was done.
 *
 * <pre>
 *   start form, payload:  unbound ── bind ──> bound ── instance ends ──> removed
 *                            ^── start refused ──┘
 *                            └── nobody came for it in its life, which a message extends ──> removed
 *   task form:            put (bound from the beginning) ── instance ends ──> removed
 * </pre>
 */
public interface InterimStore {
    /** Keeps the fields under a key that belongs to the instance, in place of what was there. */
    Outcome put(InstanceRef instance, String key, Map<String, String> fields);

    /** The same, only if nothing is there. */
    Outcome putNew(InstanceRef instance, String key, Map<String, String> fields);

    /** Keeps the fields under a new key that belongs to no instance yet; for that long. */
    Outcome putUnbound(String tenant, String key, Map<String, String> fields, Duration life);

    /**
     * Reserves a key that is unbound, or was when the taker got it first, for the taker for that long from now; {@code TAKEN} where
     * another one took it, and where it belongs to an instance.
     *
     * @param taker who reserves it, unique over all tenants; the same one may reserve it again
     * @throws Reserved while another one has reserved it
     */
    Outcome reserve(String tenant, String key, String taker, Duration time);

    /**
     * Gives such a key to the taker for that long from now, whoever has reserved it; {@code TAKEN} where another one took it, and where it
     * belongs to an instance.
     *
     * @param taker who takes it, unique over all tenants; the same one may take it again, and what it takes it may have reserved
     */
    Outcome take(String tenant, String key, String taker, Duration time);

    /** Lets an unbound key of the tenant live until then at least; one that belongs to an instance lives as long as that anyway. */
    Outcome extend(String tenant, String key, Instant until);

    /** Makes an unbound key belong to the instance. */
    Outcome bind(InstanceRef instance, String key);

    /** Makes what belongs to the instance unbound again, for that long, unless the instance runs. */
    void release(InstanceRef instance, Duration life);

    /** Every field of a key; empty if there is no such key. */
    Map<String, String> get(String key);

    /** Replaces the value of a field by the same one sealed anew, unless it has changed meanwhile. */
    boolean reseal(String key, String field, String before, String after);

    /** True if the key belongs to no instance yet. */
    boolean isUnbound(String key);

    /** The instance that a key belongs to. */
    Optional<InstanceRef> ownerOf(String key);

    /** Removes all that belongs to the instance. Returns how many keys that were. */
    int remove(InstanceRef instance);

    /** Removes unbound keys whose life was over before. Returns them. */
    List<Expired> removeUnbound(Instant before, int limit);

    /** Repairs where the key belongs: to the instance's index, or to the unbound ones. */
    void adopt(String key, Optional<InstanceRef> owner, Duration life);

    /** Takes keys that hold nothing out of an instance's index. Returns whose each was, as far as that is known. */
    List<Optional<InstanceRef>> pruneIndex(String processInstanceId);

    /** Some keys, and where to go on; begins and ends with cursor {@code 0}. */
    Page scan(String cursor);

    /** How much there is. */
    Totals totals();

    /** What became of a change. */
    enum Outcome {
        /** Done. */
        DONE,
        /** The instance is over: nothing is kept for it any more. */
        ENDED,
        /** There is no such instance. */
        UNKNOWN,
        /** The key holds another tenant's data. */
        FOREIGN,
        /** The key holds nothing. */
        GONE,
        /** The key is taken: by data, by another instance, or by another taker. */
        TAKEN
    }

    /**
     * Data that nobody started an instance with in time.
     *
     * @param key where it was
     * @param tenant whose it said it was; absent if it did not say
     */
    record Expired(String key, @Nullable String tenant) {}

    /**
     * Keys that were found.
     *
     * @param keys some keys; one can be found twice
     * @param next where to go on
     */
    record Page(List<String> keys, String next) {}

    /**
     * How much there is.
     *
     * @param keys keys with data
     * @param unbound those that belong to no instance yet
     * @param bytes their sealed values
     * @param oldest when the oldest was first put; absent if there is none
     */
    record Totals(long keys, long unbound, long bytes, Optional<Instant> oldest) {}
}
