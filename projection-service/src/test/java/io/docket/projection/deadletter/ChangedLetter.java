package io.docket.projection.deadletter;

import org.jspecify.annotations.Nullable;

/** A letter as a store changes it. */
public final class ChangedLetter {
    private ChangedLetter() {}

    /** The letter with another count of changes and another request. */
    public static Letter of(Letter letter, long revision, Letter.@Nullable Request request) {
        return new Letter(
                letter.key(),
                letter.partition(),
                letter.offset(),
                letter.queued(),
                letter.unnoted(),
                letter.cause(),
                letter.parkedAt(),
                letter.attempts(),
                letter.triedAt(),
                revision,
                request);
    }
}
