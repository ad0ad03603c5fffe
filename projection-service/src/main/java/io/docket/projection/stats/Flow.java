package io.docket.projection.stats;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** What was opened and closed within a window, by day and by type. */
final class Flow {
    private final Window window;
    private final Map<LocalDate, Long> openedByDay = new HashMap<>();
    private final Map<LocalDate, Long> closedByDay = new HashMap<>();
    private final Map<String, Long> openedByType = new HashMap<>();
    private final Map<String, Long> closedByType = new HashMap<>();

    Flow(Tally tally, Window window) {
        this.window = window;
        window.flows()
                .forEach(group -> tally.each(
                        group,
                        (path, count) -> add(path.getFirst(), LocalDate.parse(path.get(1)), path.get(2), count)));
    }

    private void add(String what, LocalDate day, String type, long count) {
        if (day.isBefore(window.firstDay()) || day.isAfter(window.today())) {
            return;
        }
        boolean opened = what.equals("opened");
        (opened ? openedByDay : closedByDay).merge(day, count, Long::sum);
        (opened ? openedByType : closedByType).merge(type, count, Long::sum);
    }

    Stats.Throughput throughput() {
        return new Stats.Throughput(
                window.days(),
                sum(openedByDay),
                sum(closedByDay),
                window.each()
                        .map(day -> new Stats.Day(
                                day, openedByDay.getOrDefault(day, 0L), closedByDay.getOrDefault(day, 0L)))
                        .toList());
    }

    long opened(String type) {
        return openedByType.getOrDefault(type, 0L);
    }

    long closed(String type) {
        return closedByType.getOrDefault(type, 0L);
    }

    private static long sum(Map<LocalDate, Long> byDay) {
        return byDay.values().stream().mapToLong(Long::longValue).sum();
    }
}
