package io.docket.command.submit;

import io.docket.command.decision.Refusal;
import io.docket.contracts.command.CommandResult;

/** What a command answers. */
public sealed interface Answer {
    /** HTTP status. */
    int status();

    /** True if this is the outcome of an earlier command with the same key. */
    boolean replayed();

    /** The same answer, given again. */
    Answer asReplay();

    /**
     * The events are committed.
     *
     * @param status 200, or 201 for a new entity
     * @param result what was committed
     * @param replayed whether that was earlier
     */
    record Accepted(int status, CommandResult result, boolean replayed) implements Answer {
        @Override
        public Answer asReplay() {
            return new Accepted(status, result, true);
        }
    }

    /**
     * Nothing was committed, or it is not known.
     *
     * @param refusal why
     * @param replayed whether that was said earlier
     */
    record Refused(Refusal refusal, boolean replayed) implements Answer {
        public Refused(Refusal refusal) {
            this(refusal, false);
        }

        @Override
        public int status() {
            return refusal.status();
        }

        @Override
        public Answer asReplay() {
            return new Refused(refusal, true);
        }
    }
}
