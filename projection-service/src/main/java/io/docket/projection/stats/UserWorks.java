package io.docket.projection.stats;

import io.docket.projection.view.Counter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Open tasks by who has them. */
final class UserWorks {
    private UserWorks() {}

    static List<Stats.UserWork> of(Tally tally) {
        Map<String, Long> open = new TreeMap<>();
        tally.each(Counter.WORK, (path, count) -> {
            if (path.getFirst().equals("user") && count != 0) {
                open.put(path.get(1), count);
            }
        });
        return open.entrySet().stream()
                .map(user -> new Stats.UserWork(user.getKey(), user.getValue()))
                .toList();
    }
}
