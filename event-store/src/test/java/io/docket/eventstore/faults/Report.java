package io.docket.eventstore.faults;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.docket.eventstore.faults.check.StaleAnswers;
import io.docket.eventstore.faults.load.Attempt;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The figures of a run, for people. */
public final class Report {
    private final StringBuilder text = new StringBuilder();

    public Report(Settings settings) {
        line("date", Instant.now().truncatedTo(ChronoUnit.SECONDS));
        line("seed", settings.seed());
        line("seconds of faults", settings.faults().toSeconds());
    }

    Report answers(List<Attempt> attempts) {
        line(
                "commands",
                attempts.stream()
                        .map(attempt -> attempt.call().key())
                        .distinct()
                        .count());
        line("attempts", attempts.size());
        Map<String, Long> kinds = new TreeMap<>(attempts.stream()
                .collect(groupingBy(
                        attempt -> "answered " + attempt.answer().kind() + " "
                                + (attempt.answer().kind().isFinal()
                                        ? ""
                                        : attempt.answer().detail()),
                        counting())));
        line(
                "conflicts with a version that was no longer true",
                StaleAnswers.in(attempts).size());
        return counts(kinds);
    }

    public Report counts(Map<String, Long> counts) {
        counts.forEach(this::line);
        return this;
    }

    public Report line(String what, Object value) {
        text.append("  ").append(what).append(": ").append(value).append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
