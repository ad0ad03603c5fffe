package io.docket.eventstore.faults.check;

import io.docket.eventstore.faults.load.Attempt;
import java.util.List;
import java.util.stream.Stream;

/** Nothing half-written: of an attempt there are all events, side by side and in order, or none. */
final class AppendIsWhole implements Rule {
    @Override
    public Stream<String> broken(Evidence evidence) {
        return evidence.attempts.stream()
                .filter(attempt -> attempt.call().events().size() > 1)
                .filter(attempt -> !whole(evidence, attempt))
                .map(attempt -> "of " + attempt + " there are "
                        + evidence.eventsByKey.get(attempt.call().key()));
    }

    private static boolean whole(Evidence evidence, Attempt attempt) {
        List<Logged.Event> found = Evidence.eventIds(
                        attempt.call(), attempt.call().attempt())
                .flatMap(id -> evidence.eventsById.getOrDefault(id, List.of()).stream())
                .toList();
        if (found.isEmpty()) {
            return true;
        }
        long span = found.getLast().position().offset()
                - found.getFirst().position().offset()
                + 1;
        return found.size() == attempt.call().events().size() && span == found.size();
    }
}
