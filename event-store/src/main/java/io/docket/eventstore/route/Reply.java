package io.docket.eventstore.route;

import org.jspecify.annotations.Nullable;

/**
 * What came of a question to another instance.
 *
 * @param <T> what was asked for
 */
public sealed interface Reply<T> {
    /**
     * It answered.
     *
     * @param value the answer
     */
    record Answered<T>(T value) implements Reply<T> {}

    /**
     * It does not own the partition, and has done nothing.
     *
     * @param owner address of the owner that it knows
     */
    record NotHere<T>(@Nullable String owner) implements Reply<T> {}

    /**
     * The question did not reach it, or was not taken: nothing was done.
     *
     * @param reason why
     */
    record NotAsked<T>(String reason) implements Reply<T> {}

    /**
     * There was no answer: what was asked may be done, or not, or later.
     *
     * @param reason why
     */
    record Unknown<T>(String reason) implements Reply<T> {}
}
