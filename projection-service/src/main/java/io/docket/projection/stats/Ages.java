package io.docket.projection.stats;

import io.docket.projection.view.Counter;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Open cases by the days since they were opened, and open tasks by those since they were created. */
final class Ages {
    private static final long[] FROM = {0, 1, 7, 30, 90, 365};

    private final long[] all = new long[FROM.length];
    private final long[] tasks = new long[FROM.length];
    private final Map<String, long[]> byType = new HashMap<>();

    Ages(Tally tally, LocalDate today) {
        tally.each(Counter.AGE, (path, count) -> {
            int bucket = bucket(path.get(1), today);
            all[bucket] += count;
            byType.computeIfAbsent(path.getFirst(), type -> new long[FROM.length])[bucket] += count;
        });
        tally.each(Counter.TASK_AGE, (path, count) -> tasks[bucket(path.getFirst(), today)] += count);
    }

    List<Stats.Age> all() {
        return shown(all, Stats.Age::new);
    }

    List<Stats.Age> of(String type) {
        return shown(byType.getOrDefault(type, new long[FROM.length]), Stats.Age::new);
    }

    List<Stats.TaskAge> tasks() {
        return shown(tasks, Stats.TaskAge::new);
    }

    /** What is opened in the future is new. */
    private static int bucket(String day, LocalDate today) {
        long days = ChronoUnit.DAYS.between(LocalDate.parse(day), today);
        int bucket = 0;
        while (bucket + 1 < FROM.length && days >= FROM[bucket + 1]) {
            bucket++;
        }
        return bucket;
    }

    private static <T> List<T> shown(long[] counts, Shown<T> shown) {
        List<T> ages = new ArrayList<>();
        for (int i = 0; i < FROM.length; i++) {
            ages.add(shown.of(FROM[i], i + 1 < FROM.length ? FROM[i + 1] - 1 : null, counts[i]));
        }
        return ages;
    }

    /** How many there are of an age, as it is shown. */
    private interface Shown<T> {
        T of(long fromDays, @Nullable Long toDays, long count);
    }
}
