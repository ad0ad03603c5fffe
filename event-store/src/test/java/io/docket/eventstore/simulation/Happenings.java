package io.docket.eventstore.simulation;

import java.util.EnumMap;
import java.util.Map;

/** How often something rare happened, to see that it is simulated at all. */
final class Happenings {
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

    /** What is counted. */
    enum Kind {
        SNAPSHOT_STORED,
        LOADED_FROM_SNAPSHOT,
        CHECKPOINT,
        SEALED_BY_TIME,
        REPEATED_WITHIN_WINDOW,
        REPEATED_AFTER_WINDOW,
        TIME_PASSED,
        DISK_LOST,
        DISK_RESTORED,
        DISK_DAMAGED
    }

    void note(Kind kind) {
        counts.merge(kind, 1, Integer::sum);
    }

    /** Adds what happened elsewhere. */
    synchronized void add(Happenings others) {
        others.counts.forEach((kind, count) -> counts.merge(kind, count, Integer::sum));
    }

    Map<Kind, Integer> counts() {
        return counts;
    }
}
