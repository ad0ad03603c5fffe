package io.docket.workflow.memory;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Which instance of ours is which of the engine's. Each change is atomic.
 *
 * <pre>
 *   unknown ── claim ──> claimed ── bind ──> bound ── ended ──> forgotten a day later
 *      ^                   │  ^
 *      └───── release ─────┘  └─ renew (a further attempt, after the doubt is settled)
 * </pre>
 */
public interface InstanceMemory {
    /** Notes the intent to create the instance, unless there is one already. Returns once it lasts. */
    Claim claim(InstanceRef instance, Instant now);

    /** Replaces the intent of {@code seen} by a new one that lasts; false if it is no longer there or the instance is bound. */
    boolean renew(InstanceRef instance, Instant seen, Instant now);

    /** Takes the intent back: the engine has certainly not created the instance. */
    void release(InstanceRef instance);

    /** True if there is an intent and no outcome. */
    boolean isClaimed(InstanceRef instance);

    /** Notes that the engine runs the instance under the key, unless another is noted. Returns the key that is noted. */
    long bind(InstanceRef instance, long engineKey);

    /** Notes that the instance goes on in another definition, by the engine's key of it. */
    void migrated(InstanceRef instance, long definitionKey);

    /** Definition that the instance went on in last; empty if it never did. */
    OptionalLong definitionKey(InstanceRef instance);

    /**
     * Forgets which of the engine's it is: the engine that ran it is gone. That it is there, and not over, stays known, so that what
     * was kept for it is.
     */
    void forget(InstanceRef instance);

    /** Notes that the engine does nothing for the instance any more. */
    void abandoned(InstanceRef instance);

    /** True if that was noted, and the engine was not lost since. */
    boolean isAbandoned(InstanceRef instance);

    /** Key of the instance in the engine. */
    OptionalLong engineKey(InstanceRef instance);

    /** The instance behind a key of the engine; for the key of a called process, the instance that called. */
    Optional<Binding> instance(long engineKey);

    /** Notes that the instance under the first key, one of the process, was called by the one under the second. */
    void adopt(long calledKey, long callerKey, String processId);

    /** The called process under the key is at its end; it is forgotten in a while. */
    void calledEnded(long calledKey);

    /** The instance is at its end; it is forgotten in a while. */
    void ended(InstanceRef instance);

    /**
     * What stands behind a key of the engine.
     *
     * @param instance the instance
     * @param calledProcess id in the engine of the process which the instance called, if the key is that of such a one; empty where
     *     only that was noted
     */
    record Binding(InstanceRef instance, @Nullable String calledProcess) {
        /** True if the key is that of a process which the instance called. */
        public boolean called() {
            return calledProcess != null;
        }
    }
}
