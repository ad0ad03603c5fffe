package io.docket.eventstore.faults.check;

import io.docket.eventstore.faults.instance.Answer.Kind;
import io.docket.eventstore.faults.load.Attempt;
import java.util.List;
import java.util.stream.Stream;

/** An attempt whose answer was "nothing was written" has left nothing. */
final class RefusedIsNotThere implements Rule {
    @Override
    public Stream<String> broken(Evidence evidence) {
        return evidence.attempts.stream()
                .filter(attempt -> attempt.answer().kind() == Kind.REFUSED
                        || attempt.answer().kind() == Kind.CONFLICT
                        || attempt.answer().kind() == Kind.DUPLICATE)
                .filter(attempt -> leftSomething(evidence, attempt))
                .map(attempt -> attempt + " left "
                        + evidence.eventsByKey.get(attempt.call().key()) + " "
                        + evidence.outcomesByKey.get(attempt.call().key()));
    }

    private static boolean leftSomething(Evidence evidence, Attempt attempt) {
        int number = attempt.call().attempt();
        return Evidence.eventIds(attempt.call(), number).anyMatch(evidence.eventsById::containsKey)
                || evidence.outcomesByKey.getOrDefault(attempt.call().key(), List.of()).stream()
                        .anyMatch(stored -> stored.attempt() == number);
    }
}
