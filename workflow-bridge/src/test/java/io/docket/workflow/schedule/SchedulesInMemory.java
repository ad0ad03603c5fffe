package io.docket.workflow.schedule;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A memory of schedules without Redis; it survives the bridge, and can be lost. */
public final class SchedulesInMemory implements ScheduleMemory {
    private final Map<ScheduleRef, Planned> planned = new HashMap<>();
    private final Set<Due> claimed = new HashSet<>();

    /** Everything is gone. */
    public synchronized void lose() {
        planned.clear();
        claimed.clear();
    }

    /** Whoever fires something is gone. */
    public synchronized void releaseClaims() {
        claimed.clear();
    }

    @Override
    public synchronized void put(Planned schedule) {
        planned.putIfAbsent(schedule.schedule(), schedule);
    }

    @Override
    public synchronized Optional<Planned> find(ScheduleRef schedule) {
        return Optional.ofNullable(planned.get(schedule));
    }

    @Override
    public synchronized void passed(List<Passed> passed) {
        for (Passed each : passed) {
            Instant next = each.next();
            if (next == null) {
                planned.remove(each.schedule());
            } else {
                planned.computeIfPresent(
                        each.schedule(),
                        (ref, before) -> next.isAfter(before.due()) ? new Planned(ref, before.plan(), next) : before);
            }
        }
    }

    @Override
    public synchronized List<Due> dueUntil(Instant instant, int limit) {
        return planned.values().stream()
                .filter(schedule -> !schedule.due().isAfter(instant))
                .sorted(Comparator.comparing(Planned::due))
                .limit(limit)
                .map(schedule -> new Due(schedule.schedule(), schedule.due()))
                .toList();
    }

    @Override
    public synchronized void forEach(Consumer<Due> reader) {
        dueUntil(Instant.MAX, planned.size()).forEach(reader);
    }

    @Override
    public synchronized List<Planned> claim(List<Due> occurrences) {
        return occurrences.stream()
                .filter(claimed::add)
                .flatMap(each -> find(each.schedule()).stream())
                .toList();
    }
}
