package io.docket.eventstore.faults.check;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The owners say of each stream the version that the log says. */
final class IndexEqualsLog implements Rule {
    @Override
    public Stream<String> broken(Evidence evidence) {
        Map<String, Long> log =
                evidence.events.stream().collect(groupingBy(Logged.Event::streamId, summingLong(event -> 1)));
        TreeSet<String> streams = new TreeSet<>(log.keySet());
        streams.addAll(evidence.heads.keySet());
        return streams.stream()
                .filter(stream -> !log.getOrDefault(stream, 0L).equals(evidence.heads.getOrDefault(stream, 0L)))
                .map(stream -> stream + " is at " + log.get(stream) + " in the log, its owner says "
                        + evidence.heads.get(stream));
    }
}
