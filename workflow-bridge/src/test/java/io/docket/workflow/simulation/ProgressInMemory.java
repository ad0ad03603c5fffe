package io.docket.workflow.simulation;

import io.docket.workflow.memory.EventProgress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Progress of one reading without Redis; it survives the bridge, and can be lost. */
final class ProgressInMemory implements EventProgress {
    private final Steps steps;
    private final Map<Integer, Long> offsets = new HashMap<>();
    private final Map<Integer, Set<Long>> handled = new HashMap<>();
    private boolean whole = true;

    ProgressInMemory(Steps steps) {
        this.steps = steps;
    }

    synchronized void lose() {
        offsets.clear();
        handled.clear();
        whole = false;
    }

    @Override
    public synchronized OptionalLong nextOffset(int partition) {
        Long offset = offsets.get(partition);
        return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    @Override
    public synchronized void handledBefore(int partition, long offset) {
        steps.take(() -> {
            offsets.put(partition, offset);
            handled(partition).removeIf(each -> each < offset);
        });
    }

    @Override
    public synchronized void handled(int partition, Set<Long> offsets) {
        steps.take(() -> {
            handled(partition).addAll(offsets);
        });
    }

    @Override
    public synchronized Set<Long> handled(int partition) {
        return handled.computeIfAbsent(partition, key -> new HashSet<>());
    }

    @Override
    public synchronized boolean isWhole() {
        return whole;
    }

    @Override
    public synchronized void markWhole() {
        whole = true;
    }
}
