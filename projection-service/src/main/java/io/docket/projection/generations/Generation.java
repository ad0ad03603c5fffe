package io.docket.projection.generations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One generation of a view.
 *
 * <pre>
 * BUILDING --complete in every partition--> SERVING --another one was built--> KEPT --too old--> DROPPING --> (gone)
 *    |                                         ^                                |
 *    +--given up--> FAILED                     +-----------rolled back----------+
 * </pre>
 *
 * @param number counts the generations of its view
 * @param version version of the projector that it was built by
 * @param state what it is for now
 * @param build names what was asked for together and switches together
 * @param requestedAt when it was asked for
 * @param since when it came into its state
 * @param builtAt when it served for the first time; absent if it never did
 * @param error why it was given up; absent if it was not
 */
public record Generation(
        int number,
        int version,
        State state,
        String build,
        Instant requestedAt,
        Instant since,
        @Nullable Instant builtAt,
        @Nullable String error) {
    /** What a generation is for. */
    public enum State {
        /** It is filled from the log and nobody reads it. */
        BUILDING,
        /** Queries read it. */
        SERVING,
        /** It is kept current to go back to. */
        KEPT,
        /** It will never be complete; its documents are removed. */
        FAILED,
        /** It is removed as soon as nobody can read it any more. */
        DROPPING
    }

    /** A new one, to be built. */
    static Generation requested(int number, int version, String build, Instant now) {
        return new Generation(number, version, State.BUILDING, build, now, now, null, null);
    }

    /** The same in another state; whoever serves is built. */
    Generation to(State other, Instant now) {
        Instant built = builtAt == null && other == State.SERVING ? now : builtAt;
        return new Generation(number, version, other, build, requestedAt, now, built, error);
    }

    /** The same, given up. */
    Generation failed(String why, Instant now) {
        return new Generation(number, version, State.FAILED, build, requestedAt, now, builtAt, why);
    }

    /** True if it holds documents that are, or will be, complete. */
    boolean isAlive() {
        return state != State.FAILED;
    }
}
