package io.docket.command.faults.check;

import static java.util.stream.Collectors.groupingBy;

import java.util.stream.Stream;

/** No event is there twice, or without a command. */
final class NothingElseIsThere implements Rule {
    @Override
    public Stream<String> broken(Evidence evidence) {
        Stream<String> twice = evidence.events.stream().collect(groupingBy(LoggedEvent::id)).values().stream()
                .filter(same -> same.size() > 1)
                .map(same -> "event is there " + same.size() + " times: " + same);
        Stream<String> nobodys = evidence.events.stream()
                .filter(event -> !evidence.storiesByCommand.containsKey(event.commandId()))
                .map(event -> "nobody asked for " + event);
        return Stream.concat(twice, nobodys);
    }
}
