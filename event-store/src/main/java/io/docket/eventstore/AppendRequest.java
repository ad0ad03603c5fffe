package io.docket.eventstore;

import io.docket.contracts.envelope.EventEnvelope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one command wants written.
 *
 * @param root root of every event and of the outcome: decides the partition
 * @param events events of one or more streams, each with the sequence that it expects to get; may be empty if there is
 *     an outcome
 * @param outcome outcome to keep under the command's idempotency key
 * @param tenure what {@link EventStore#tenure} said before anything was read that this was decided on; {@code null} only
 *     where nothing was read but the streams of the events, whose sequences guard them
 * @throws SeveralRootsException if an event has another root
 * @throws IllegalArgumentException if there is nothing to append, or an outcome alone without a tenure: nothing else
 *     guards what it was decided on
 */
public record AppendRequest(
        String root,
        List<EventEnvelope> events,
        @Nullable Outcome outcome,
        @Nullable Long tenure) {
    public AppendRequest {
        events = List.copyOf(events);
        if (events.isEmpty() && (outcome == null || tenure == null)) {
            throw new IllegalArgumentException(
                    outcome == null
                            ? "nothing to append"
                            : "an outcome without events needs the tenure of its decision");
        }
        for (EventEnvelope event : events) {
            if (!event.root().equals(root)) {
                throw new SeveralRootsException(root, event.root());
            }
        }
    }

    /** Events, and an outcome if there is one, decided on the streams of the events alone. */
    public AppendRequest(String root, List<EventEnvelope> events, @Nullable Outcome outcome) {
        this(root, events, outcome, null);
    }

    /** Events without an outcome, decided on their streams alone. */
    public static AppendRequest of(String root, List<EventEnvelope> events) {
        return new AppendRequest(root, events, null);
    }

    /** An outcome without events: a recorded rejection, or that nothing was to change. */
    public static AppendRequest of(String root, Outcome outcome, long tenure) {
        return new AppendRequest(root, List.of(), outcome, tenure);
    }
}
