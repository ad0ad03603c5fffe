package io.docket.command.faults.check;

import io.docket.command.faults.client.Answer;
import io.docket.command.faults.client.Answer.Written;
import io.docket.command.faults.client.Story;
import java.util.List;
import java.util.stream.Stream;

/**
 * 0 lost, 0 duplicated, nothing half-written: of a command that was accepted there are the events that the answer named and
 * no others, side by side, up to the position that it named, and the case has the version that it named.
 */
final class AcceptedIsThere implements Rule {
    @Override
    public Stream<String> broken(Evidence evidence) {
        return evidence.stories.stream()
                .filter(story -> story.answer().isAccepted())
                .filter(story -> !fits(story, evidence.eventsOf(story)))
                .map(story -> story.command() + " was answered " + story.answer() + ", its events are "
                        + evidence.eventsOf(story));
    }

    private static boolean fits(Story story, List<LoggedEvent> events) {
        Answer answer = story.answer();
        List<Written> written = events.stream()
                .map(event -> new Written(event.id(), event.type()))
                .toList();
        if (!written.equals(answer.events())) {
            return false;
        }
        if (events.isEmpty()) {
            return answer.position().isEmpty();
        }
        LoggedEvent first = events.getFirst();
        LoggedEvent last = events.getLast();
        long span = last.position().offset() - first.position().offset() + 1;
        long version = events.stream()
                .filter(event -> event.stream().equals(Evidence.stream(story)))
                .mapToLong(LoggedEvent::version)
                .max()
                .orElse(-1);
        return last.position().toString().equals(answer.position())
                && first.position().partition() == last.position().partition()
                && span == events.size()
                && version == answer.version();
    }
}
