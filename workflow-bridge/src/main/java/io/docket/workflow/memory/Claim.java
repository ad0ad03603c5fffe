package io.docket.workflow.memory;

import java.time.Instant;

/** What is known when somebody sets out to create an instance. */
public sealed interface Claim {
    /** Nobody has tried before; the intent is noted now. */
    record Fresh() implements Claim {}

    /**
     * Somebody has tried and the outcome is not known.
     *
     * @param since when the last attempt began
     */
    record InDoubt(Instant since) implements Claim {}

    /**
     * It exists.
     *
     * @param engineKey its key in the engine
     */
    record Bound(long engineKey) implements Claim {}
}
