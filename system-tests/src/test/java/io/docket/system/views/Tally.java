package io.docket.system.views;

import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What pairs of a command and a query came to. */
final class Tally {
    private final AtomicInteger pairs = new AtomicInteger();
    private final Map<String, Integer> answeredBy = new ConcurrentHashMap<>();
    private final Map<String, Integer> askedAgain = new ConcurrentHashMap<>();
    private final Queue<String> stale = new ConcurrentLinkedQueue<>();

    /** A query was answered with what the command had made. */
    void fresh(String instance) {
        pairs.incrementAndGet();
        answeredBy.merge(instance, 1, Integer::sum);
    }

    /** A query was answered with less than what the command had made. */
    void stale(String what) {
        pairs.incrementAndGet();
        stale.add(what);
    }

    /** A command or query was told to come back, or nobody answered it; it is sent again. */
    void askedAgain(String why) {
        askedAgain.merge(why, 1, Integer::sum);
    }

    int pairs() {
        return pairs.get();
    }

    /** Pairs whose query the instance answered. */
    int answeredBy(String instance) {
        return answeredBy.getOrDefault(instance, 0);
    }

    Queue<String> stale() {
        return stale;
    }

    @Override
    public String toString() {
        return "pairs=%d stale=%d asked again=%s answered=%s"
                .formatted(pairs.get(), stale.size(), new TreeMap<>(askedAgain), new TreeMap<>(answeredBy));
    }
}
