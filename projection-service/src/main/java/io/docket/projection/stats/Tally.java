package io.docket.projection.stats;

import io.docket.projection.view.Counter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Counters by group and path, as {@link Counter} names them. */
final class Tally {
    private final Map<String, Map<String, Long>> groups;

    Tally(Map<String, Map<String, Long>> groups) {
        this.groups = groups;
    }

    /** No counters yet. */
    static Tally empty() {
        return new Tally(new HashMap<>());
    }

    /** Adds to a counter. */
    void add(String counter, long value) {
        groups.computeIfAbsent(Counter.groupOf(counter), group -> new HashMap<>())
                .merge(Counter.path(counter), value, Long::sum);
    }

    /** A counter; 0 if it is not there. */
    long count(String counter) {
        return groups.getOrDefault(Counter.groupOf(counter), Map.of()).getOrDefault(Counter.path(counter), 0L);
    }

    /** The counters one segment below another one, by that segment; those that are 0 are not there. */
    Map<String, Long> below(String counter) {
        Map<String, Long> found = new TreeMap<>();
        String path = Counter.path(counter) + '/';
        groups.getOrDefault(Counter.groupOf(counter), Map.of()).forEach((name, value) -> {
            if (value != 0 && name.startsWith(path) && name.indexOf('/', path.length()) < 0) {
                found.put(decoded(name.substring(path.length())), value);
            }
        });
        return found;
    }

    /** Every counter of a group, by the segments of its path. */
    void each(String group, BiConsumer<List<String>, Long> counter) {
        groups.getOrDefault(group, Map.of())
                .forEach((path, value) -> counter.accept(
                        Arrays.stream(path.split("/", -1)).map(Tally::decoded).toList(), value));
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment, StandardCharsets.UTF_8);
    }
}
