package io.docket.workflow.removal;

import io.docket.workflow.memory.InstanceRef;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Removals without Redis; an instance runs until it is in it. */
public final class QueueInMemory implements RemovalQueue {
    private final Map<InstanceRef, Instant> due = new LinkedHashMap<>();
    private final Set<InstanceRef> ended = new HashSet<>();
    private Runnable asked = () -> {};

    /** Happens whenever it is asked about an instance. */
    public void whenAsked(Runnable then) {
        asked = then;
    }

    /** Nothing is known of the instance any more. */
    public void ended(InstanceRef instance) {
        ended.add(instance);
    }

    @Override
    public void add(InstanceRef instance, Instant now) {
        ended.add(instance);
        due.put(instance, now);
    }

    @Override
    public List<InstanceRef> due(Instant now, int limit) {
        return due.entrySet().stream()
                .filter(removal -> !removal.getValue().isAfter(now))
                .sorted(Comparator.comparing(Map.Entry::getValue))
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList();
    }

    @Override
    public void postpone(InstanceRef instance, Instant until) {
        due.replace(instance, until);
    }

    @Override
    public void done(InstanceRef instance) {
        due.remove(instance);
    }

    @Override
    public Standing standing(InstanceRef instance) {
        asked.run();
        if (due.containsKey(instance)) {
            return Standing.LEAVING;
        }
        return ended.contains(instance) ? Standing.OVER : Standing.ACTIVE;
    }

    @Override
    public long size() {
        return due.size();
    }

    @Override
    public Optional<Instant> waitingSince() {
        return due.values().stream().min(Comparator.naturalOrder());
    }
}
