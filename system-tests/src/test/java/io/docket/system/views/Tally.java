package io.docket.system.views;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What pairs of a command and a query came to. */
final class Tally {
    private final AtomicInteger pairs = new AtomicInteger();
    private final Map<String, Integer> byKind = new ConcurrentHashMap<>();
    private final Map<String, Integer> bySource = new ConcurrentHashMap<>();
    private final Map<String, Integer> answeredBy = new ConcurrentHashMap<>();
    private final Map<String, Integer> askedAgain = new ConcurrentHashMap<>();
    private final Queue<Stale> stale = new ConcurrentLinkedQueue<>();

    /**
     * A query was answered with what the command had made.
     *
     * @param source where the answer says that it comes from, empty if it does not
     */
    void fresh(String kind, String source, String instance) {
        count(kind, source);
        answeredBy.merge(instance, 1, Integer::sum);
    }

    /** A query was answered with less than what the command had made. */
    void stale(String kind, String source, String what) {
        count(kind, source);
        stale.add(new Stale(kind, what));
    }

    private void count(String kind, String source) {
        pairs.incrementAndGet();
        byKind.merge(kind, 1, Integer::sum);
        if (!source.isEmpty()) {
            bySource.merge(kind + " from " + source, 1, Integer::sum);
        }
    }

    /** A command or query was told to come back, or nobody answered it; it is sent again. */
    void askedAgain(String why) {
        askedAgain.merge(why, 1, Integer::sum);
    }

    int pairs() {
        return pairs.get();
    }

    /** Pairs whose query is of the kind. */
    int pairs(String kind) {
        return byKind.getOrDefault(kind, 0);
    }

    /** Pairs whose query is of the kind and was answered from there. */
    int pairs(String kind, String source) {
        return bySource.getOrDefault(kind + " from " + source, 0);
    }

    /** Pairs whose query the instance answered. */
    int answeredBy(String instance) {
        return answeredBy.getOrDefault(instance, 0);
    }

    /** What was wrong with the answers to queries of the kind. */
    List<String> stale(String kind) {
        return stale.stream()
                .filter(answer -> answer.kind().equals(kind))
                .map(Stale::what)
                .toList();
    }

    @Override
    public String toString() {
        return "pairs=%d stale=%d kinds=%s sources=%s asked again=%s answered=%s"
                .formatted(
                        pairs.get(),
                        stale.size(),
                        new TreeMap<>(byKind),
                        new TreeMap<>(bySource),
                        new TreeMap<>(askedAgain),
                        new TreeMap<>(answeredBy));
    }

    /** An answer that was not what the command had made. */
    private record Stale(String kind, String what) {}
}
