package io.docket.eventstore.faults.check;

import static java.util.stream.Collectors.toMap;

import io.docket.eventstore.faults.instance.Answer.Kind;
import io.docket.eventstore.faults.load.Attempt;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** 0 reordered: what was acknowledged before something else was first sent precedes it in the partition. */
final class OrderIsThatOfAnswers implements Rule {
    @Override
    public Stream<String> broken(Evidence evidence) {
        Map<String, Attempt> acknowledged = evidence.attempts.stream()
                .filter(attempt -> attempt.answer().kind() == Kind.COMMITTED
                        || attempt.answer().kind() == Kind.DUPLICATE)
                .collect(toMap(attempt -> attempt.call().key(), attempt -> attempt, (a, b) -> a));
        return evidence.eventsByPartition().values().stream().flatMap(partition -> outOfOrder(partition, acknowledged));
    }

    private static Stream<String> outOfOrder(List<Logged.Event> partition, Map<String, Attempt> acknowledged) {
        Stream.Builder<String> found = Stream.builder();
        long latestBegin = Long.MIN_VALUE;
        Logged.Event latest = null;
        for (Logged.Event event : partition) {
            Attempt attempt = acknowledged.get(event.key());
            if (attempt == null) {
                continue;
            }
            if (attempt.answeredNanos() < latestBegin) {
                found.add(event + " was acknowledged before " + latest + " was sent");
            }
            if (attempt.begunNanos() > latestBegin) {
                latestBegin = attempt.begunNanos();
                latest = event;
            }
        }
        return found.build();
    }
}
