package io.docket.eventstore.internal.writer;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.Committed;
import io.docket.eventstore.EventStoreException;
import io.docket.eventstore.EventTooLargeException;
import io.docket.eventstore.InvalidStreamException;
import io.docket.eventstore.StoreUnavailableException;
import io.docket.eventstore.internal.answer.Answer;
import io.docket.eventstore.internal.record.EventRecord;
import io.docket.eventstore.internal.record.OutcomeRecord;
import io.docket.eventstore.internal.record.OutcomeRecord.EventRef;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An append that was accepted and has no answer yet, encoded on the caller's thread. */
public final class PendingAppend {
    private static final int MOST_RETURNS = 5;

    /** Brokers refuse records whose time is more than an hour ahead of theirs, unless they are told otherwise. */
    private static final Duration MOST_AHEAD = Duration.ofMinutes(30);

    private final List<EventRecord> events;
    private final @Nullable OutcomeRecord outcome;
    private final @Nullable Long tenure;
    private final int bytes;
    private final Answer answer;
    private int returns;

    private PendingAppend(
            List<EventRecord> events,
            @Nullable OutcomeRecord outcome,
            @Nullable Long tenure,
            int bytes,
            Answer answer) {
        this.events = events;
        this.outcome = outcome;
        this.tenure = tenure;
        this.bytes = bytes;
        this.answer = answer;
    }

    /**
     * Encodes a request.
     *
     * @throws EventTooLargeException if one of its records is over the limit
     * @throws InvalidStreamException if its root or a stream has an impossible name
     */
    public static PendingAppend of(AppendRequest request, Instant now, int maxRecordBytes, Answer answer) {
        InvalidStreamException.requireValid(request.root());
        int bytes = 0;
        List<EventRecord> events = new ArrayList<>(request.events().size());
        for (EventEnvelope envelope : request.events()) {
            InvalidStreamException.requireValid(envelope.tenant(), envelope.subject());
            EventRecord event = EventRecord.of(envelope).notAfter(now.plus(MOST_AHEAD));
            bytes += event.bytes();
            events.add(event);
        }
        OutcomeRecord outcome = null;
        if (request.outcome() != null) {
            outcome = new OutcomeRecord(request.outcome(), now.truncatedTo(ChronoUnit.MILLIS), last(events));
            bytes += outcome.bytes();
        }
        PendingAppend append = new PendingAppend(events, outcome, request.tenure(), bytes, answer);
        append.requireFits(maxRecordBytes);
        return append;
    }

    private static @Nullable EventRef last(List<EventRecord> events) {
        return events.isEmpty()
                ? null
                : new EventRef(events.getLast().streamId(), events.getLast().sequence());
    }

    /** @throws EventTooLargeException if one of its records is over the limit */
    void requireFits(int maxRecordBytes) {
        for (EventRecord event : events) {
            if (event.bytes() > maxRecordBytes) {
                throw new EventTooLargeException("event of " + event.streamId(), event.bytes(), maxRecordBytes);
            }
        }
        if (outcome != null && outcome.bytes() > maxRecordBytes) {
            throw new EventTooLargeException("outcome", outcome.bytes(), maxRecordBytes);
        }
    }

    List<EventRecord> events() {
        return events;
    }

    @Nullable
    OutcomeRecord outcome() {
        return outcome;
    }

    /** The tenure in which it was decided, if it was decided on more than the streams of its events. */
    @Nullable
    Long tenure() {
        return tenure;
    }

    int records() {
        return events.size() + (outcome == null ? 0 : 1);
    }

    int bytes() {
        return bytes;
    }

    /**
     * Its transaction was not committed, and it waits for another one. For the writer alone.
     *
     * @throws StoreUnavailableException if it has waited for too many
     */
    void countReturn() {
        if (++returns > MOST_RETURNS) {
            throw new StoreUnavailableException("the transaction was not committed", null);
        }
    }

    void committed(Committed committed) {
        answer.committed(committed);
    }

    void failed(EventStoreException reason) {
        answer.failed(reason);
    }
}
