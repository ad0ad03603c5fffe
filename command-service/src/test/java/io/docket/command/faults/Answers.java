package io.docket.command.faults;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.docket.command.faults.client.Answer;
import io.docket.command.faults.client.Story;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the clients were told, counted. */
final class Answers {
    private Answers() {}

    static Map<String, Long> counted(List<Story> stories) {
        Map<String, Long> counts = new TreeMap<>(stories.stream()
                .flatMap(story -> story.attempts().stream())
                .collect(groupingBy(attempt -> words(attempt.answer()), counting())));
        counts.put("commands", (long) stories.size());
        counts.put(
                "attempts",
                stories.stream().mapToLong(story -> story.attempts().size()).sum());
        return counts;
    }

    private static String words(Answer answer) {
        if (answer.status() == 0) {
            return "not answered in time";
        }
        String replayed = answer.replayed() ? " as repetition of an earlier attempt" : "";
        return "answered " + answer.status() + (answer.why().isEmpty() ? "" : " " + answer.why()) + replayed;
    }
}
