package io.docket.workflow.events;

import io.docket.workflow.memory.EventProgress;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The events of a batch that have had their effect while others wait, noted {@value #TOGETHER} at a time: most batches are over
 * before there are as many, and then their end alone is noted. Up to as many have their effect again after a crash.
 */
final class HandledEvents {
    static final int TOGETHER = 32;

    private final EventProgress progress;
    private final int partition;
    private final Set<Long> offsets = new LinkedHashSet<>();

    /** Events of the partition. */
    HandledEvents(EventProgress progress, int partition) {
        this.progress = progress;
        this.partition = partition;
    }

    /** The event at the offset has had its effect. What cannot be noted now is with the next. */
    synchronized void add(long offset) {
        offsets.add(offset);
        if (offsets.size() >= TOGETHER) {
            progress.handled(partition, Set.copyOf(offsets));
            offsets.clear();
        }
    }
}
