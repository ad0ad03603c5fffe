package io.docket.eventstore.simulation;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.Outcome;
import io.docket.eventstore.StreamId;
import io.docket.eventstore.simulation.Workload.Command;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What clients tried and were told. The log is held against it. */
final class Ledger {
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<Attempt> unanswered = new ArrayList<>();
    private final Map<String, Attempt> byEvent = new HashMap<>();
    private final Map<String, Long> acknowledged = new HashMap<>();
    private final List<Command> settled = new ArrayList<>();

    int nextNumber() {
        return attempts.size();
    }

    /** @param sentAt the time of the instance that gets it */
    Attempt attempt(AppendRequest request, Instant sentAt) {
        Attempt attempt = new Attempt(attempts.size(), request, sentAt);
        attempts.add(attempt);
        unanswered.add(attempt);
        request.events().forEach(event -> byEvent.put(event.id(), attempt));
        return attempt;
    }

    List<Attempt> attempts() {
        return attempts;
    }

    /** Who wrote an event. */
    @Nullable
    Attempt ofEvent(String eventId) {
        return byEvent.get(eventId);
    }

    /** Who wrote an outcome. */
    Attempt ofOutcome(Outcome outcome) {
        return attempts.get(Attempt.number(outcome.body()));
    }

    /** The attempts that were answered since it was asked last. */
    Set<Attempt> newlyAnswered() {
        Set<Attempt> answered = Set.of();
        for (int i = unanswered.size() - 1; i >= 0; i--) {
            if (unanswered.get(i).answered()) {
                answered = answered.isEmpty() ? new HashSet<>() : answered;
                answered.add(unanswered.remove(i));
            }
        }
        return answered;
    }

    /** A client was told that its append is committed. */
    void acknowledged(Attempt attempt) {
        for (EventEnvelope event : attempt.events()) {
            acknowledged.merge(StreamId.of(event), event.sequence(), Math::max);
        }
    }

    /** Sequences of the last events of streams that clients know to be committed. */
    Map<String, Long> acknowledgedHeads() {
        return acknowledged;
    }

    /** A command with a key came to its end; somebody may repeat it. */
    void settled(Command command) {
        if (command.key() != null) {
            settled.add(command);
        }
    }

    /** Commands that came to their end. */
    List<Command> settled() {
        return settled;
    }
}
