package io.docket.workflow.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
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
        Optional<Instant> next = planned.plan().next(planned.due());
        return new Turn(Optional.empty(), Optional.of(new Sent(planned, planned.due(), next.orElse(null))));
    }

    /** All occurrences that are late by more than the grace are left out. */
    static Turn skip(Planned planned, Instant now, Duration grace) {
        Function<Instant, Optional<Instant>> following = planned.plan().following();
        Instant kept = now.minus(grace);
        Instant until = planned.due();
        long count = 1;
        Optional<Instant> next = following.apply(until);
        while (next.isPresent() && !next.get().isAfter(kept) && count < MAX_MISSED) {
            until = next.get();
            count++;
            next = following.apply(until);
        }
        return new Turn(Optional.of(new LeftOut(planned, until, count, next.orElse(null))), Optional.empty());
    }

    /** All occurrences that are due are left out but the last, which is sent. */
    static Turn sendLast(Planned planned, Instant now) {
        Function<Instant, Optional<Instant>> following = planned.plan().following();
        Instant before = planned.due();
        Instant last = before;
        long count = 0;
        Optional<Instant> next = following.apply(last);
        while (next.isPresent() && !next.get().isAfter(now) && count < MAX_MISSED) {
            before = last;
            last = next.get();
            count++;
            next = following.apply(last);
        }
        Optional<LeftOut> leftOut =
                count == 0 ? Optional.empty() : Optional.of(new LeftOut(planned, before, count, last));
        return new Turn(leftOut, Optional.of(new Sent(planned, last, next.orElse(null))));
    }
}
