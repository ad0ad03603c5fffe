package io.docket.eventstore.faults.check;

import io.docket.eventstore.faults.instance.Answer.Kind;
import io.docket.eventstore.faults.instance.Call.Planned;
import io.docket.eventstore.faults.load.Attempt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Conflicts that named a lower version than somebody had been told before the question was sent. */
public final class StaleAnswers {
    private StaleAnswers() {}

    private record Told(long nanos, long head) {}

    public static List<Attempt> in(List<Attempt> attempts) {
        List<Attempt> byAnswer = new ArrayList<>(attempts);
        byAnswer.sort(Comparator.comparingLong(Attempt::answeredNanos));
        Map<String, List<Told>> told = new HashMap<>();
        for (Attempt attempt : byAnswer) {
            if (attempt.answer().kind() == Kind.COMMITTED) {
                for (Planned event : attempt.call().events()) {
                    told.computeIfAbsent(event.streamId(), stream -> new ArrayList<>())
                            .add(new Told(attempt.answeredNanos(), event.sequence()));
                }
            }
        }
        return byAnswer.stream()
                .filter(attempt -> attempt.answer().kind() == Kind.CONFLICT)
                .filter(attempt -> told.getOrDefault(attempt.answer().detail(), List.of()).stream()
                        .anyMatch(before -> before.nanos() < attempt.sentNanos()
                                && before.head() > attempt.answer().number()))
                .toList();
    }
}
