package io.docket.eventstore.faults.check;

import java.util.List;
import java.util.stream.Stream;

/** Events and outcomes were written together: each key has one outcome, which names the last of its events. */
final class OutcomeBelongsToEvents implements Rule {
    @Override
    public Stream<String> broken(Evidence evidence) {
        Stream<String> events = evidence.eventsByKey.entrySet().stream()
                .filter(entry -> !evidence.outcomesByKey.containsKey(entry.getKey()))
                .map(entry -> "no outcome with " + entry.getValue());
        Stream<String> outcomes = evidence.outcomesByKey.entrySet().stream()
                .filter(entry -> !fits(entry.getValue(), evidence.eventsByKey.getOrDefault(entry.getKey(), List.of())))
                .map(entry -> entry.getValue() + " does not fit " + evidence.eventsByKey.get(entry.getKey()));
        return Stream.concat(events, outcomes);
    }

    private static boolean fits(List<Logged.Stored> outcomes, List<Logged.Event> events) {
        if (outcomes.size() != 1) {
            return false;
        }
        Logged.Stored outcome = outcomes.getFirst();
        if (!outcome.fingerprint().equals("append " + outcome.key())) {
            return false;
        }
        if (events.isEmpty()) {
            return outcome.lastStream().isEmpty();
        }
        Logged.Event last = events.getLast();
        return last.attempt() == outcome.attempt()
                && last.streamId().equals(outcome.lastStream())
                && last.sequence() == outcome.lastSequence()
                && last.position().partition() == outcome.partition();
    }
}
