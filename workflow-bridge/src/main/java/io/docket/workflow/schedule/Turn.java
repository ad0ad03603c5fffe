package io.docket.workflow.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about a schedule that is due.
 *
 * @param leftOut occurrences that are left out first, if any are
 * @param sent the occurrence that is sent then, if one is
 */
record Turn(Optional<LeftOut> leftOut, Optional<Sent> sent) {
    private static final int MAX_MISSED = 100_000;

    /** A step of a turn. */
    sealed interface Step {
        /** The schedule. */
        Planned planned();

        /** The occurrence after the step; none if the schedule is over then. */
        @Nullable
        Instant next();
    }

    /**
     * Occurrences that are left out, from the planned one on.
     *
     * @param until the last of them
     * @param count their number
     */
    record LeftOut(
            Planned planned,
            Instant until,
            long count,
            @Nullable Instant next) implements Step {}

    /**
     * An occurrence that is sent.
     *
     * @param due which
     */
    record Sent(Planned planned, Instant due, @Nullable Instant next) implements Step {}

    /** The planned occurrence is sent. */
    static Turn send(Planned planned) {
        return new Turn(Optional.empty(), Optional.of(sent(planned, planned.due())));
    }

    /** All occurrences that are late by more than the grace are left out. */
    static Turn skip(Planned planned, Instant now, Duration grace) {
        Instant kept = now.minus(grace);
        Instant until = planned.due();
        long count = 1;
        Optional<Instant> next = planned.plan().next(until);
        while (next.isPresent() && !next.get().isAfter(kept) && count < MAX_MISSED) {
            until = next.get();
            count++;
            next = planned.plan().next(until);
        }
        return new Turn(Optional.of(new LeftOut(planned, until, count, next.orElse(null))), Optional.empty());
    }

    /** All occurrences that are due are left out but the last, which is sent. */
    static Turn sendLast(Planned planned, Instant now) {
        Instant before = planned.due();
        Instant last = before;
        long count = 0;
        Optional<Instant> next = planned.plan().next(last);
        while (next.isPresent() && !next.get().isAfter(now) && count < MAX_MISSED) {
            before = last;
            last = next.get();
            count++;
            next = planned.plan().next(last);
        }
        Optional<LeftOut> leftOut =
                count == 0 ? Optional.empty() : Optional.of(new LeftOut(planned, before, count, last));
        return new Turn(leftOut, Optional.of(sent(planned, last)));
    }

    private static Sent sent(Planned planned, Instant due) {
        return new Sent(planned, due, planned.plan().next(due).orElse(null));
    }
}
