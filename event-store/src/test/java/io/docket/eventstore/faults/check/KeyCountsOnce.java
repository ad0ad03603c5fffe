package io.docket.eventstore.faults.check;

import java.util.stream.Stream;

/** 0 duplicated: of all attempts with one key at most one was written, and no event twice. */
final class KeyCountsOnce implements Rule {
    @Override
    public Stream<String> broken(Evidence evidence) {
        Stream<String> keys = evidence.eventsByKey.entrySet().stream()
                .filter(entry -> entry.getValue().stream()
                                .mapToInt(Logged.Event::attempt)
                                .distinct()
                                .count()
                        > 1)
                .map(entry -> "key " + entry.getKey() + " was written as " + entry.getValue());
        Stream<String> ids = evidence.eventsById.values().stream()
                .filter(found -> found.size() > 1)
                .map(found -> "event is there " + found.size() + " times: " + found);
        return Stream.concat(keys, ids);
    }
}
