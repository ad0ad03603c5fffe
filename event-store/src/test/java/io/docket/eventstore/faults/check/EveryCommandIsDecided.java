package io.docket.eventstore.faults.check;

import java.util.stream.Stream;

/** After the faults are over, every command gets a final answer. */
final class EveryCommandIsDecided implements Rule {
    @Override
    public Stream<String> broken(Evidence evidence) {
        return evidence.lastAttempts().values().stream()
                .filter(attempt -> !attempt.answer().kind().isFinal())
                .map(attempt -> "the last was " + attempt);
    }
}
