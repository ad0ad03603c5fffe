package io.docket.projection.deadletter;

import io.docket.contracts.position.Position;
import io.docket.projection.view.LogEvent;
import java.util.ArrayList;
import java.util.List;

/** A log in memory, which something may happen beside while it is read. */
public final class MemoryEvents implements WaitingEvents {
    private final List<LogEvent> log = new ArrayList<>();
    private Runnable beside = () -> {};
    private int reads;

    /** Adds events. */
    public void add(List<LogEvent> events) {
        log.addAll(events);
    }

    /** Events from the offset on. */
    public List<LogEvent> from(long offset) {
        return log.stream().filter(event -> event.position().offset() >= offset).toList();
    }

    /** Lets something happen once, after the next read. */
    public void beside(Runnable once) {
        beside = once;
    }

    /** How often the log was read. */
    public int reads() {
        return reads;
    }

    @Override
    public List<LogEvent> at(int partition, List<Long> offsets) {
        List<LogEvent> found = offsets.stream()
                .map(offset -> log.stream()
                        .filter(event -> event.position().equals(new Position(partition, offset)))
                        .findFirst()
                        .orElseThrow(() -> new Missing(new Position(partition, offset))))
                .toList();
        happen();
        return found;
    }

    @Override
    public Found find(int partition, String root, long from, long until, int limit) {
        List<LogEvent> found = log.stream()
                .filter(event -> event.position().partition() == partition
                        && event.position().offset() >= from
                        && event.position().offset() < until
                        && event.envelope().root().equals(root))
                .limit(limit)
                .toList();
        happen();
        return new Found(
                found, found.size() < limit ? until : found.getLast().position().offset() + 1);
    }

    private void happen() {
        reads++;
        Runnable now = beside;
        beside = () -> {};
        now.run();
    }
}
