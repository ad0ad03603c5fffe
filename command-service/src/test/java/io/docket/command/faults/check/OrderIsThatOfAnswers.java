package io.docket.command.faults.check;

import static java.util.stream.Collectors.groupingBy;

import io.docket.command.faults.client.Story;
import java.util.List;
import java.util.stream.Stream;

/** 0 reordered: what was accepted before something else was first sent precedes it in the partition. */
final class OrderIsThatOfAnswers implements Rule {
    @Override
    public Stream<String> broken(Evidence evidence) {
        return evidence.events.stream()
                .collect(groupingBy(event -> event.position().partition()))
                .values()
                .stream()
                .flatMap(partition -> outOfOrder(partition, evidence));
    }

    private static Stream<String> outOfOrder(List<LoggedEvent> partition, Evidence evidence) {
        Stream.Builder<String> found = Stream.builder();
        Story latest = null;
        for (LoggedEvent event : partition) {
            Story story = evidence.storiesByCommand.get(event.commandId());
            if (story == null) {
                continue;
            }
            if (latest != null && story.answeredNanos() < latest.begunNanos()) {
                found.add(event + " was accepted before " + latest.command() + " was sent, and stands behind it");
            }
            if (latest == null || story.begunNanos() > latest.begunNanos()) {
                latest = story;
            }
        }
        return found.build();
    }
}
