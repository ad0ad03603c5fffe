package io.docket.notification.log;

import io.docket.notification.log.LogReader.Batch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was read from the log lately, in stretches of a partition, so that clients that come back together are not each
 * read for. What is in the log does not change, so a stretch never gets stale. Bounded in bytes; the oldest go first.
 */
public final class ReadCache {
    private static final int STRETCH_BYTES = 200;

    private final long maxBytes;
    private final Map<Integer, TreeMap<Long, Stretch>> byPartition = new HashMap<>();
    private final ArrayDeque<Stretch> byAge = new ArrayDeque<>();
    private long bytes;

    /** All events of the partition from one offset up to, and without, another. */
    private record Stretch(int partition, long from, long to, List<LoggedEvent> events, long weight) {}

    /** An empty cache that keeps at most so many bytes, by {@link LoggedEvent#weight()}. */
    public ReadCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Events that follow the place and are before the limit; empty if the place cannot be moved on with what is here. */
    synchronized Optional<Batch> find(Offsets from, Offsets upTo) {
        List<LoggedEvent> events = new ArrayList<>();
        Offsets after = from.copy();
        byPartition.forEach((partition, stretches) -> {
            long next = from.next(partition);
            var nearest = stretches.floorEntry(next);
            long limit = nearest == null ? next : Math.min(nearest.getValue().to, upTo.next(partition));
            if (limit > next) {
                for (LoggedEvent event : nearest.getValue().events) {
                    long offset = event.position().offset();
                    if (offset >= next && offset < limit) {
                        events.add(event);
                    }
                }
                after.advance(partition, limit);
            }
        });
        return after.equals(from) ? Optional.empty() : Optional.of(new Batch(events, after));
    }

    /** Keeps what was read from the place on. */
    synchronized void keep(Offsets from, Batch batch) {
        Map<Integer, List<LoggedEvent>> events = new HashMap<>();
        for (LoggedEvent event : batch.events()) {
            events.computeIfAbsent(event.position().partition(), partition -> new ArrayList<>())
                    .add(event);
        }
        for (int partition = 0; partition < batch.after().partitions(); partition++) {
            if (batch.after().next(partition) > from.next(partition)) {
                add(partition, from, batch.after(), events.getOrDefault(partition, List.of()));
            }
        }
        while (bytes > maxBytes && !byAge.isEmpty()) {
            forget(byAge.remove());
        }
    }

    private void add(int partition, Offsets from, Offsets to, List<LoggedEvent> events) {
        long weight =
                STRETCH_BYTES + events.stream().mapToLong(LoggedEvent::weight).sum();
        Stretch stretch = new Stretch(partition, from.next(partition), to.next(partition), events, weight);
        TreeMap<Long, Stretch> stretches = byPartition.computeIfAbsent(partition, key -> new TreeMap<>());
        Stretch known = stretches.get(stretch.from);
        if (known == null || known.to < stretch.to) {
            stretches.put(stretch.from, stretch);
            byAge.add(stretch);
            bytes += weight;
        }
    }

    private void forget(Stretch stretch) {
        byPartition.get(stretch.partition).remove(stretch.from, stretch);
        bytes -= stretch.weight;
    }
}
