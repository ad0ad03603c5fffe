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
 * @throws SeveralRootsException if an event has another root
 */
public record AppendRequest(
        String root, List<EventEnvelope> events, @Nullable Outcome outcome) {
    public AppendRequest {
        events = List.copyOf(events);
        if (events.isEmpty() && outcome == null) {
            throw new IllegalArgumentException("nothing to append");
        }
        for (EventEnvelope event : events) {
            if (!event.root().equals(root)) {
                throw new SeveralRootsException(root, event.root());
            }
        }
    }

    /** Events without an outcome. */
    public static AppendRequest of(String root, List<EventEnvelope> events) {
        return new AppendRequest(root, events, null);
    }

    /** An outcome without events: a recorded rejection. */
    public static AppendRequest of(String root, Outcome outcome) {
        return new AppendRequest(root, List.of(), outcome);
    }
}
