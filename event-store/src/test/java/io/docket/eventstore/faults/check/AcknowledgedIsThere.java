package io.docket.eventstore.faults.check;

import io.docket.contracts.position.Position;
import io.docket.eventstore.faults.instance.Answer.Kind;
import io.docket.eventstore.faults.load.Attempt;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** 0 lost: an event that was acknowledged is in the log once, where the answer said. */
final class AcknowledgedIsThere implements Rule {
    @Override
    public Stream<String> broken(Evidence evidence) {
        return Stream.concat(
                evidence.attempts.stream()
                        .filter(attempt -> attempt.answer().kind() == Kind.COMMITTED)
                        .flatMap(attempt -> missing(
                                evidence,
                                attempt,
                                attempt.call().attempt(),
                                attempt.answer().positions())),
                evidence.attempts.stream()
                        .filter(attempt -> attempt.answer().kind() == Kind.DUPLICATE)
                        .flatMap(attempt -> missing(
                                evidence, attempt, (int) attempt.answer().number(), List.of())));
    }

    private static Stream<String> missing(Evidence evidence, Attempt attempt, int written, List<Position> positions) {
        List<String> ids = Evidence.eventIds(attempt.call(), written).toList();
        boolean counted = attempt.answer().kind() != Kind.COMMITTED || positions.size() == ids.size();
        Stream<String> events = IntStream.range(0, ids.size())
                .filter(i -> !isThere(
                        evidence,
                        ids.get(i),
                        i < positions.size() ? positions.get(i) : lastOf(attempt, i == ids.size() - 1)))
                .mapToObj(i -> "event " + ids.get(i) + " of " + attempt + " is "
                        + evidence.eventsById.getOrDefault(ids.get(i), List.of()));
        boolean outcome = evidence.outcomesByKey.getOrDefault(attempt.call().key(), List.of()).stream()
                .anyMatch(stored -> stored.attempt() == written);
        return outcome && counted ? events : Stream.concat(events, Stream.of("outcome of " + attempt));
    }

    /** A duplicate's answer names the last event alone. */
    private static Position lastOf(Attempt attempt, boolean last) {
        List<Position> positions = attempt.answer().positions();
        return last && !positions.isEmpty() ? positions.getFirst() : ANYWHERE;
    }

    private static final Position ANYWHERE = new Position(-1, -1);

    private static boolean isThere(Evidence evidence, String id, Position position) {
        List<Logged.Event> found = evidence.eventsById.getOrDefault(id, List.of());
        return found.size() == 1
                && (position.equals(ANYWHERE) || found.getFirst().position().equals(position));
    }
}
