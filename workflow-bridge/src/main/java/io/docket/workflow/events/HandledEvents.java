package io.docket.workflow.events;

import io.docket.workflow.memory.EventProgress;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The events of a batch that have had their effect while others wait, noted {@value #TOGETHER} at a time: most batches are over
 * before there are as many, and then their end alone is noted. Up to as many have their effect again after a crash. Nothing is noted
 * once what the effects wrote to the memory may be gone: then all of the batch has its effect again.
 */
final class HandledEvents {
    static final int TOGETHER = 32;

    private final EventProgress progress;
    private final int partition;
    private final String history;
    private final Set<Long> offsets = new LinkedHashSet<>();
    private boolean isOver;

    /**
     * Events of the partition.
     *
     * @param history of the memory, which the effects belong to
     */
    HandledEvents(EventProgress progress, int partition, String history) {
        this.progress = progress;
        this.partition = partition;
        this.history = history;
    }

    /** The event at the offset has had its effect. What cannot be noted now is with the next. */
    synchronized void add(long offset) {
        offsets.add(offset);
        if (offsets.size() >= TOGETHER && !isOver) {
            isOver = !progress.history().holds(history);
            if (!isOver) {
                progress.handled(partition, Set.copyOf(offsets));
            }
            offsets.clear();
        }
    }
}
