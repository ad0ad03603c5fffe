package io.docket.projection.history.lake;

import io.docket.contracts.chain.LoggedRecord;
import io.docket.contracts.chain.LoggedRecord.Header;
import io.docket.contracts.envelope.CloudEventHeaders;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the segment that begins at an offset ends. That depends on the log and the limits alone: whoever looks, whenever and
 * how often, comes to the same end. Records are given in their order, each once.
 */
final class SegmentBounds {
    private final long from;
    private final Limits limits;
    private long next;
    private long first = -1;
    private long last = -1;
    private int records;
    private long bytes;
    private @Nullable Instant begun;
    private boolean closed;

    /**
     * When a segment ends.
     *
     * @param records the most records
     * @param bytes the most bytes; a larger record is a segment of its own
     * @param ageMillis the longest time between its first event and the one that closes it
     */
    record Limits(int records, long bytes, long ageMillis) {}

    SegmentBounds(long from, Limits limits) {
        this.from = from;
        this.next = from;
        this.limits = limits;
    }

    /** Offset that the segment begins at or after. */
    long from() {
        return from;
    }

    /** Offset of the next record to look at. */
    long next() {
        return next;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    boolean closed() {
        return closed;
    }

    /** Takes the next record into account; true if the segment is closed now. */
    boolean add(LoggedRecord logged) {
        int size = size(logged);
        Instant at = time(logged);
        if (records > 0 && (bytes + size > limits.bytes() || isOld(at))) {
            closed = true;
            return true;
        }
        if (records == 0) {
            first = logged.offset();
        }
        if (begun == null) {
            begun = at;
        }
        last = logged.offset();
        next = last + 1;
        bytes += size;
        closed = ++records == limits.records();
        return closed;
    }

    private boolean isOld(@Nullable Instant at) {
        return begun != null && at != null && !at.isBefore(begun.plusMillis(limits.ageMillis()));
    }

    private static @Nullable Instant time(LoggedRecord logged) {
        String text = logged.text(CloudEventHeaders.TIME);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    private static int size(LoggedRecord logged) {
        int size = length(logged.key()) + length(logged.value());
        for (Header header : logged.headers()) {
            size += header.name().length() + length(header.value());
        }
        return size;
    }

    private static int length(byte @Nullable [] part) {
        return part == null ? 0 : part.length;
    }
}
