package io.docket.projection.stats;

import io.docket.projection.view.Counter;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Open cases by the days since they were opened. */
final class Ages {
    private static final long[] FROM = {0, 1, 7, 30, 90, 365};

    private final long[] all = new long[FROM.length];
    private final Map<String, long[]> byType = new HashMap<>();

    Ages(Tally tally, LocalDate today) {
        tally.each(Counter.AGE, (path, count) -> {
            int bucket = bucket(ChronoUnit.DAYS.between(LocalDate.parse(path.get(1)), today));
            all[bucket] += count;
            byType.computeIfAbsent(path.getFirst(), type -> new long[FROM.length])[bucket] += count;
        });
    }

    List<Stats.Age> all() {
        return shown(all);
    }

    List<Stats.Age> of(String type) {
        return shown(byType.getOrDefault(type, new long[FROM.length]));
    }

    /** What is opened in the future is new. */
    private static int bucket(long days) {
        int bucket = 0;
        while (bucket + 1 < FROM.length && days >= FROM[bucket + 1]) {
            bucket++;
        }
        return bucket;
    }

    private static List<Stats.Age> shown(long[] counts) {
        List<Stats.Age> ages = new ArrayList<>();
        for (int i = 0; i < FROM.length; i++) {
            ages.add(new Stats.Age(FROM[i], i + 1 < FROM.length ? FROM[i + 1] - 1 : null, counts[i]));
        }
        return ages;
    }
}
