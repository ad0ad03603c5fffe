package io.docket.workflow.simulation;

import io.docket.workflow.memory.EventProgress;
import io.docket.workflow.memory.MemoryHistory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Progress of one reading without Redis; it survives the bridge, and can be lost. */
final class ProgressInMemory implements EventProgress {
    private final Steps steps;
    private final MemoryHistory history;
    private final Map<Integer, Long> offsets = new HashMap<>();
    private final Map<Integer, Set<Long>> handled = new HashMap<>();
    private boolean whole = true;

    ProgressInMemory(Steps steps, MemoryHistory history, Replica replica) {
        this.steps = steps;
        this.history = history;
        replica.of(offsets, handled);
    }

    synchronized void lose() {
        offsets.clear();
        handled.clear();
        whole = false;
    }

    @Override
    public MemoryHistory history() {
        return history;
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
