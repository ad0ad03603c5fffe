package io.docket.eventstore.faults.check;

import static java.util.stream.Collectors.groupingBy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** No forked version: in the log's order, the versions of a stream are 1, 2, 3, … */
final class VersionsHaveNoGap implements Rule {
    @Override
    public Stream<String> broken(Evidence evidence) {
        return evidence.events.stream().collect(groupingBy(Logged.Event::streamId)).values().stream()
                .flatMap(VersionsHaveNoGap::first);
    }

    private static Stream<String> first(List<Logged.Event> stream) {
        return IntStream.range(0, stream.size())
                .filter(i -> stream.get(i).sequence() != i + 1)
                .mapToObj(i -> "where " + (i + 1) + " belongs there is " + stream.get(i))
                .limit(1);
    }
}
