package io.docket.projection.history.search;

import io.docket.contracts.position.Cursor;
import io.docket.projection.history.log.HistoryLog;
import io.docket.projection.history.log.StoredEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A log of one partition that grows, is replaced, held back or away as the test says. */
final class GrowingLog implements HistoryLog {
    private static final int BATCH = 40;

    private final List<StoredEvent> events = new ArrayList<>();
    private final List<Cursor> openedFrom = new ArrayList<>();
    private boolean held;
    private int failures;

    synchronized void append(List<StoredEvent> more) {
        events.addAll(more);
        notifyAll();
    }

    synchronized void replace(List<StoredEvent> all) {
        events.clear();
        events.addAll(all);
    }

    synchronized void hold() {
        held = true;
    }

    synchronized void release() {
        held = false;
        notifyAll();
    }

    synchronized void fail(int times) {
        failures = times;
    }

    synchronized List<Cursor> openedFrom() {
        return List.copyOf(openedFrom);
    }

    @Override
    public synchronized Reader open(Cursor from) {
        if (failures-- > 0) {
            throw new IllegalStateException("the log is away");
        }
        openedFrom.add(from);
        return new PartitionReader(from.next(0));
    }

    private synchronized List<StoredEvent> from(long offset, Duration wait) {
        List<StoredEvent> next = held
                ? List.of()
                : events.stream()
                        .filter(event -> event.position().offset() >= offset)
                        .limit(BATCH)
                        .toList();
        if (next.isEmpty()) {
            try {
                wait(wait.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return next;
    }

    private synchronized long endOffset() {
        return events.isEmpty() ? 0 : events.getLast().position().offset() + 1;
    }

    private final class PartitionReader implements Reader {
        private long next;

        PartitionReader(long next) {
            this.next = next;
        }

        @Override
        public List<StoredEvent> read(Duration wait) {
            List<StoredEvent> batch = from(next, wait);
            if (!batch.isEmpty()) {
                next = batch.getLast().position().offset() + 1;
            }
            return batch;
        }

        @Override
        public Cursor place() {
            return new Cursor(new long[] {next});
        }

        @Override
        public Cursor beginning() {
            return new Cursor(new long[] {0});
        }

        @Override
        public Cursor end() {
            return new Cursor(new long[] {endOffset()});
        }

        @Override
        public void close() {}
    }
}
