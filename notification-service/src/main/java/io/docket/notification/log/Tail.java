package io.docket.notification.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The most recent events of the log in the order of their arrival, bounded in events and bytes. Entries are numbered by
 * arrival; the places after them never go backwards, so that a subscriber's place is found by binary search.
 * Not thread-safe: {@code LiveLog} guards it.
 */
public final class Tail {
    private final TailEntry[] ring;
    private final long maxBytes;
    private final Offsets start = Offsets.zero();
    private final Offsets end = Offsets.zero();
    private long first;
    private long size;
    private long bytes;

    /**
     * An empty tail.
     *
     * @param maxEvents most events kept
     * @param maxBytes most bytes kept, by {@link LoggedEvent#weight()}; the newest event is kept whatever its size
     */
    public Tail(int maxEvents, long maxBytes) {
        this.ring = new TailEntry[maxEvents];
        this.maxBytes = maxBytes;
    }

    /** Says where the log begins: nothing before that place will arrive. */
    public void begin(Offsets place) {
        if (size == 0) {
            start.advance(place);
        }
        end.advance(place);
    }

    /** Adds an event, at the cost of the oldest ones; empty if it is here or was here already. */
    public Optional<TailEntry> append(LoggedEvent event) {
        int partition = event.position().partition();
        if (event.position().offset() < end.next(partition)) {
            return Optional.empty();
        }
        end.advance(partition, event.position().offset() + 1);
        TailEntry entry = new TailEntry(event, end.copy());
        if (size == ring.length) {
            evict();
        }
        ring[slot(first + size)] = entry;
        size++;
        bytes += event.weight();
        while (bytes > maxBytes && size > 1) {
            evict();
        }
        return Optional.of(entry);
    }

    /** True if every event from the place on is still here. */
    public boolean reaches(Offsets place) {
        return place.covers(start);
    }

    /** The oldest events, at most {@code max}, that the place does not cover; they follow without a gap if {@link #reaches}. */
    public List<TailEntry> from(Offsets place, int max) {
        long low = first;
        long high = first + size;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (place.covers(at(middle).after())) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        List<TailEntry> entries = new ArrayList<>((int) Math.min(max, first + size - low));
        for (long index = low; index < first + size && entries.size() < max; index++) {
            entries.add(at(index));
        }
        return entries;
    }

    /** The place after the newest event; a copy. */
    public Offsets end() {
        return end.copy();
    }

    /** The next offset that is expected in the partition. */
    public long next(int partition) {
        return end.next(partition);
    }

    public int size() {
        return (int) size;
    }

    public long bytes() {
        return bytes;
    }

    private void evict() {
        TailEntry oldest = at(first);
        start.advance(oldest.after());
        bytes -= oldest.event().weight();
        ring[slot(first)] = null;
        first++;
        size--;
    }

    private TailEntry at(long index) {
        return ring[slot(index)];
    }

    private int slot(long index) {
        return (int) (index % ring.length);
    }
}
