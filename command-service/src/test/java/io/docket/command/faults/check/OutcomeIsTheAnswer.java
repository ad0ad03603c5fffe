package io.docket.command.faults.check;

import io.docket.command.faults.client.Story;
import java.util.List;
import java.util.stream.Stream;

/** Answers are kept with the events: each command has one outcome, which is its answer and names the last of its events. */
final class OutcomeIsTheAnswer implements Rule {
    @Override
    public Stream<String> broken(Evidence evidence) {
        return evidence.stories.stream()
                .filter(story -> story.answer().isFinal())
                .filter(story -> !fits(story, outcomes(story, evidence), evidence.eventsOf(story)))
                .map(story -> story.command() + " was answered " + story.answer() + ", its outcome is "
                        + outcomes(story, evidence) + ", its events are " + evidence.eventsOf(story));
    }

    private static List<LoggedOutcome> outcomes(Story story, Evidence evidence) {
        return evidence.outcomesByCommand.getOrDefault(Evidence.id(story), List.of());
    }

    private static boolean fits(Story story, List<LoggedOutcome> outcomes, List<LoggedEvent> events) {
        if (outcomes.size() != 1
                || outcomes.getFirst().status() != story.answer().status()) {
            return false;
        }
        LoggedOutcome outcome = outcomes.getFirst();
        if (events.isEmpty()) {
            return outcome.stream().isEmpty();
        }
        LoggedEvent last = events.getLast();
        return last.stream().equals(outcome.stream())
                && last.version() == outcome.version()
                && last.position().partition() == outcome.partition();
    }
}
