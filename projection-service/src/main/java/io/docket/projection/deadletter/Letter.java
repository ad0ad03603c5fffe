package io.docket.projection.deadletter;

import io.docket.contracts.position.Position;
import io.docket.projection.view.LogEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A parked root: the event that the view could not take, and the places of those that wait behind it. Every event of the
 * root before {@code offset} is in the view, none from there on is. The events themselves stay in the log.
 *
 * @param key which root, for which view
 * @param partition partition of the root
 * @param offset offset of the event that the view could not take
 * @param queued offsets of the events that wait behind it, in order
 * @param unnoted from this offset on, waiting events are not in {@code queued} and are looked for in the log;
 *     {@link #ALL_NOTED} if there are none
 * @param cause what the event is, and why the view could not take it
 * @param parkedAt when the root was parked
 * @param attempts how often the view has tried
 * @param triedAt when it tried last
 * @param revision counts the changes of the stored letter; 0 if it is not stored yet
 * @param request what an operator asks for; absent if nothing
 */
public record Letter(
        RootKey key,
        int partition,
        long offset,
        List<Long> queued,
        long unnoted,
        Cause cause,
        Instant parkedAt,
        int attempts,
        Instant triedAt,
        long revision,
        @Nullable Request request) {
    /** The value of {@code unnoted} where every waiting event is noted. */
    public static final long ALL_NOTED = Long.MAX_VALUE;

    /** A letter for an event that a view could not take just now. */
    static Letter of(RootKey key, LogEvent event, String error, Instant now) {
        Position position = event.position();
        return new Letter(
                key,
                position.partition(),
                position.offset(),
                List.of(),
                ALL_NOTED,
                Cause.of(event, error),
                now,
                1,
                now,
                0,
                null);
    }

    /** The place of the event that the view could not take. */
    public Position position() {
        return new Position(partition, offset);
    }

    /** True if some waiting events are only in the log, because there were too many to note. */
    public boolean isOverfull() {
        return unnoted != ALL_NOTED;
    }

    /** True if the event at the offset waits, noted or not. */
    boolean knows(long at) {
        return at == offset || at >= unnoted || Collections.binarySearch(queued, at) >= 0;
    }

    /** The letter with one more waiting event, which is noted if there is room. */
    Letter behind(long at, boolean room) {
        if (knows(at)) {
            return this;
        }
        int place = -Collections.binarySearch(queued, at) - 1;
        if (!room) {
            return with(offset, List.copyOf(queued.subList(0, place)), at, cause, attempts, triedAt, revision);
        }
        List<Long> longer = new ArrayList<>(queued);
        longer.add(place, at);
        return with(offset, Collections.unmodifiableList(longer), unnoted, cause, attempts, triedAt, revision);
    }

    /** The letter after another attempt, which came as far as the event. */
    public Letter failedAt(LogEvent event, String error, Instant now) {
        long at = event.position().offset();
        List<Long> rest = Stream.concat(Stream.of(offset), queued.stream())
                .filter(o -> o > at)
                .toList();
        long from = isOverfull() ? Math.max(unnoted, at + 1) : ALL_NOTED;
        return with(at, rest, from, Cause.of(event, error), attempts + 1, now, revision);
    }

    /** The letter when an event before the one that it was for cannot be taken either. */
    Letter startingAt(LogEvent event, String error, Instant now) {
        List<Long> all = Stream.concat(Stream.of(offset), queued.stream()).toList();
        return with(event.position().offset(), all, unnoted, Cause.of(event, error), attempts, now, revision);
    }

    /** The letter after another attempt, which did not get as far as an event. */
    public Letter failed(String error, Instant now) {
        return with(offset, queued, unnoted, cause.because(error), attempts + 1, now, revision);
    }

    /** The noted events from the offset on, so many at most, the first one included. */
    public List<Long> waiting(long from, int limit) {
        return Stream.concat(Stream.of(offset), queued.stream())
                .filter(at -> at >= from)
                .limit(limit)
                .toList();
    }

    /** The letter as it is once this change is stored. */
    Letter stored() {
        return with(offset, queued, unnoted, cause, attempts, triedAt, revision + 1);
    }

    private Letter with(long at, List<Long> waiting, long from, Cause why, int tries, Instant tried, long changes) {
        return new Letter(key, partition, at, waiting, from, why, parkedAt, tries, tried, changes, request);
    }

    /**
     * What could not be taken, and why.
     *
     * @param eventId id of the event
     * @param type its type
     * @param subject entity that it is about
     * @param error why the view could not take it
     */
    public record Cause(String eventId, String type, String subject, String error) {
        /** Longest error that is kept, in characters. */
        static final int MAX_ERROR = 1_000;

        static Cause of(LogEvent event, String error) {
            return new Cause(
                            event.envelope().id(),
                            event.envelope().type(),
                            event.envelope().subject().toString(),
                            "")
                    .because(error);
        }

        Cause because(String why) {
            return new Cause(eventId, type, subject, why.length() <= MAX_ERROR ? why : why.substring(0, MAX_ERROR));
        }
    }

    /**
     * What an operator asks the owner of the partition for.
     *
     * @param action what to do
     * @param by the operator
     * @param at when they asked
     * @param offset the event that they decided about
     * @param reason why they leave the event out; absent for a retry
     */
    public record Request(
            Action action,
            String by,
            Instant at,
            long offset,
            @Nullable String reason) {}

    /** What can be asked for. */
    public enum Action {
        /** Try the events again, in order. */
        RETRY,
        /** Leave the event out, then try the rest. */
        EVICT
    }
}
