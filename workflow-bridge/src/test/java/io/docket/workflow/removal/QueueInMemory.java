package io.docket.workflow.removal;

import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.retry.Unavailable;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Removals without Redis; an instance runs until it is in it. It can break off before it notes something. */
public final class QueueInMemory implements RemovalQueue {
    private final Map<Step, Map<InstanceRef, Instant>> due =
            new EnumMap<>(Map.of(Step.DATA, new LinkedHashMap<>(), Step.FILES, new LinkedHashMap<>()));
    private final Map<InstanceRef, Instant> since = new LinkedHashMap<>();
    private final Set<InstanceRef> ended = new HashSet<>();
    private boolean brokenOff;
    private Runnable asked = () -> {};

    /** Happens whenever it is asked about an instance. */
    public synchronized void whenAsked(Runnable then) {
        asked = then;
    }

    /** Nothing is known of the instance any more. */
    public synchronized void ended(InstanceRef instance) {
        ended.add(instance);
    }

    /** Its removal is over, whatever it was about. */
    public void removed(InstanceRef instance) {
        dataGone(instance, Instant.EPOCH);
        done(instance);
    }

    /** From now on nothing is noted of what was done. */
    public synchronized void breakOff(boolean broken) {
        brokenOff = broken;
    }

    @Override
    public synchronized void add(InstanceRef instance, Instant now) {
        ended.add(instance);
        of(Step.DATA).put(instance, now);
        since.putIfAbsent(instance, now);
    }

    @Override
    public synchronized List<InstanceRef> due(Step step, Instant now, int limit) {
        return of(step).entrySet().stream()
                .filter(removal -> !removal.getValue().isAfter(now))
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void postpone(Step step, InstanceRef instance, Instant until) {
        here();
        of(step).replace(instance, until);
    }

    @Override
    public synchronized void dataGone(InstanceRef instance, Instant now) {
        here();
        of(Step.FILES).putIfAbsent(instance, now);
        of(Step.DATA).remove(instance);
    }

    @Override
    public synchronized void done(InstanceRef instance) {
        here();
        of(Step.FILES).remove(instance);
        if (!of(Step.DATA).containsKey(instance)) {
            since.remove(instance);
        }
    }

    private void here() {
        if (brokenOff) {
            throw new Unavailable("broken off", null);
        }
    }

    private Map<InstanceRef, Instant> of(Step step) {
        return Objects.requireNonNull(due.get(step));
    }

    @Override
    public synchronized Standing standing(InstanceRef instance) {
        asked.run();
        if (due.values().stream().anyMatch(step -> step.containsKey(instance))) {
            return Standing.LEAVING;
        }
        return ended.contains(instance) ? Standing.OVER : Standing.ACTIVE;
    }

    @Override
    public synchronized long size() {
        return since.size();
    }

    @Override
    public synchronized Optional<Instant> waitingSince() {
        return since.values().stream().min(Comparator.naturalOrder());
    }
}
