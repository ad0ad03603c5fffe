package io.docket.workflow.events;

import io.docket.workflow.memory.EventProgress;
import io.docket.workflow.memory.OneHistory;
import io.docket.workflow.retry.Lanes;
import io.docket.workflow.retry.Lanes.Step;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.retry.Sections;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One reading of the events, with a progress of its own: in order within a root, roots side by side. What had its effect is
 * passed over when it is read again: it is noted after its effect, some events at a time, once what that wrote to the memory
 * lasts. The effects themselves bear a repetition; a batch has all of its own again where the memory may have lost some.
 */
final class EventReading {
    private final String name;
    private final EventProgress progress;
    private final Lanes lanes;
    private final Persistence persistence;
    private final OneHistory histories;

    /**
     * A reading.
     *
     * @param name its lanes are named for it: {@code <name>-<partition>}
     */
    EventReading(String name, EventProgress progress, Lanes lanes, Persistence persistence) {
        this.name = name;
        this.progress = progress;
        this.lanes = lanes;
        this.persistence = persistence;
        this.histories = new OneHistory(progress.history(), persistence);
    }

    /** The lane of what concerns all events of the partition. */
    String lane(int partition) {
        return name + '-' + partition;
    }

    /**
     * Returns once every event, all of one partition and in order, has had its effect or was refused, and that lasts.
     *
     * @param ready returns once the memory is whole
     * @param alone true for an event that comes after all before it and before all after it, whatever their roots
     * @param step gives an event its effect
     */
    void apply(
            int partition,
            List<LoggedEvent> events,
            Runnable ready,
            Predicate<LoggedEvent> alone,
            Function<LoggedEvent, Step> step) {
        histories.within(lane(partition), history -> {
            ready.run();
            return applied(history, partition, events, alone, step);
        });
    }

    private boolean applied(
            String history,
            int partition,
            List<LoggedEvent> events,
            Predicate<LoggedEvent> alone,
            Function<LoggedEvent, Step> step) {
        String lane = lane(partition);
        List<LoggedEvent> fresh = new ArrayList<>();
        persistence.until(lane, "progress", () -> {
            fresh.clear();
            fresh.addAll(withoutEffect(partition, events));
        });
        if (fresh.isEmpty()) {
            return true;
        }
        HandledEvents handled = new HandledEvents(progress, partition, history);
        for (Map<String, List<LoggedEvent>> sideBySide : Sections.of(fresh, EventReading::root, alone)) {
            Map<String, List<Step>> steps = new LinkedHashMap<>();
            sideBySide.forEach((root, inOrder) -> steps.put(
                    root,
                    inOrder.stream()
                            .flatMap(event -> Stream.of(step.apply(event), noted(event, handled)))
                            .toList()));
            lanes.run(lane, steps);
        }
        if (!histories.lasts(lane, history)) {
            return false;
        }
        long next = fresh.getLast().offset() + 1;
        persistence.until(lane, "progress", () -> progress.handledBefore(partition, next));
        return true;
    }

    /** Those that had no effect yet. */
    List<LoggedEvent> withoutEffect(int partition, List<LoggedEvent> events) {
        long next = progress.nextOffset(partition).orElse(0);
        Set<Long> handled = progress.handled(partition);
        return events.stream()
                .filter(event -> event.offset() >= next && !handled.contains(event.offset()))
                .toList();
    }

    private static Step noted(LoggedEvent event, HandledEvents handled) {
        return new Step("progress", () -> handled.add(event.offset()));
    }

    private static String root(LoggedEvent event) {
        return event.envelope().tenant() + '/' + event.envelope().root();
    }
}
