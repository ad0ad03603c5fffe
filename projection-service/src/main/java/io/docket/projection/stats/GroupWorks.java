package io.docket.projection.stats;

import io.docket.projection.view.Counter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Open tasks by candidate group. */
final class GroupWorks {
    private static final String TO_THE_HOUR = ":00:00Z";

    private GroupWorks() {}

    static List<Stats.GroupWork> of(Tally tally, Instant now) {
        Map<String, Long> open = new TreeMap<>();
        Map<String, Long> unassigned = new HashMap<>();
        Map<String, Long> overdue = new HashMap<>();
        tally.each(Counter.DUE, (path, count) -> {
            String group = path.get(1);
            switch (path.getFirst()) {
                case "open" -> open.put(group, count);
                case "unassigned" -> unassigned.put(group, count);
                case "hour" -> {
                    if (!endOf(path.get(2)).isAfter(now)) {
                        overdue.merge(group, count, Long::sum);
                    }
                }
                default -> {}
            }
        });
        return open.entrySet().stream()
                .map(group -> new Stats.GroupWork(
                        group.getKey().isEmpty() ? null : group.getKey(),
                        group.getValue(),
                        unassigned.getOrDefault(group.getKey(), 0L),
                        overdue.getOrDefault(group.getKey(), 0L)))
                .toList();
    }

    private static Instant endOf(String hour) {
        return Instant.parse(hour + TO_THE_HOUR).plus(Duration.ofHours(1));
    }
}
