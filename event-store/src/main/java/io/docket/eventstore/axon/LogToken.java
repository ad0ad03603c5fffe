package io.docket.eventstore.axon;

import io.docket.contracts.position.Cursor;
import io.docket.contracts.position.Position;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongBinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;

/**
 * A processor's place in the log, as Axon stores it: {@code {"next":[17,0,4]}}.
 *
 * @param next offset of the next event to handle, by partition
 */
public record LogToken(List<Long> next) implements TrackingToken {
    public LogToken {
        next = List.copyOf(next);
    }

    static LogToken of(Cursor cursor) {
        return new LogToken(LongStream.of(cursor.offsets()).boxed().toList());
    }

    /**
     * The place that a token names; of a token that wraps two, the earlier one.
     *
     * @throws IllegalArgumentException if it is a token of another event store
     */
    static LogToken from(TrackingToken token) {
        if (WrappedToken.unwrapLowerBound(token) instanceof LogToken place) {
            return place;
        }
        throw new IllegalArgumentException("not a token of this event store: " + token);
    }

    Cursor cursor() {
        return new Cursor(next.stream().mapToLong(Long::longValue).toArray());
    }

    /** The place after an event. */
    LogToken after(Position position) {
        return of(cursor().after(position));
    }

    @Override
    public LogToken lowerBound(TrackingToken other) {
        return combined(from(other), Math::min);
    }

    @Override
    public LogToken upperBound(TrackingToken other) {
        return combined(from(other), Math::max);
    }

    /** True if every event before the other place is before this one. */
    @Override
    public boolean covers(TrackingToken other) {
        LogToken place = from(other);
        return partitions(place).allMatch(partition -> at(partition) >= place.at(partition));
    }

    /** The sum of the offsets: grows with every event, though not by one. */
    @Override
    public OptionalLong position() {
        return OptionalLong.of(next.stream().mapToLong(Long::longValue).sum());
    }

    private LogToken combined(LogToken other, LongBinaryOperator choice) {
        return new LogToken(partitions(other)
                .mapToObj(partition -> choice.applyAsLong(at(partition), other.at(partition)))
                .toList());
    }

    private IntStream partitions(LogToken other) {
        return IntStream.range(0, Math.max(next.size(), other.next.size()));
    }

    private long at(int partition) {
        return partition < next.size() ? next.get(partition) : 0;
    }
}
