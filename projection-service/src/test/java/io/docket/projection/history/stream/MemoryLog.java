package io.docket.projection.history.stream;

import io.docket.contracts.position.Cursor;
import io.docket.projection.history.log.HistoryLog;
import io.docket.projection.history.log.StoredEvent;
import java.time.Duration;
import java.util.List;

/** A log of three partitions in memory, read in small batches. */
final class MemoryLog implements HistoryLog.Reader {
    static final int BATCH = 17;

    private final List<StoredEvent> left;
    private final Cursor end;
    private List<HistoryLog.Gap> gaps = List.of();
    private int next;
    private Cursor place;

    MemoryLog(List<StoredEvent> log, Cursor from) {
        this.left = log.stream()
                .filter(event ->
                        event.position().offset() >= from.next(event.position().partition()))
                .toList();
        this.place = from;
        Cursor after = new Cursor(new long[3]);
        for (StoredEvent event : log) {
            after = after.after(event.position());
        }
        this.end = after;
    }

    static MemoryLog all(List<StoredEvent> log) {
        return new MemoryLog(log, new Cursor(new long[3]));
    }

    @Override
    public List<StoredEvent> read(Duration wait) {
        List<StoredEvent> batch = left.subList(next, Math.min(left.size(), next + BATCH));
        next += batch.size();
        for (StoredEvent event : batch) {
            place = place.after(event.position());
        }
        return batch;
    }

    @Override
    public Cursor place() {
        return place;
    }

    @Override
    public Cursor beginning() {
        return new Cursor(new long[3]);
    }

    @Override
    public Cursor end() {
        return end;
    }

    /** The same with a gap. */
    MemoryLog with(HistoryLog.Gap gap) {
        gaps = List.of(gap);
        return this;
    }

    @Override
    public List<HistoryLog.Gap> gaps() {
        return gaps;
    }

    @Override
    public void close() {}
}
