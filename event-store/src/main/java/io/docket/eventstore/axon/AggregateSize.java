package io.docket.eventstore.axon;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Bytes that an aggregate was made of, in a unit of work: the snapshot and the events that were read, or what the cache has noted
 * of them, and the events that were appended. It is kept in the resources of the unit of work and ends with it.
 */
final class AggregateSize {
    private static final String RESOURCE = AggregateSize.class.getName();

    private long bytes;

    private AggregateSize() {}

    /** That of the unit of work that is current; without one, a new one that nobody else sees. */
    static AggregateSize of(String aggregateId) {
        return CurrentUnitOfWork.isStarted() ? of(CurrentUnitOfWork.get(), aggregateId) : new AggregateSize();
    }

    private static AggregateSize of(UnitOfWork<?> unitOfWork, String aggregateId) {
        return unitOfWork
                .root()
                .<Map<String, AggregateSize>>getOrComputeResource(RESOURCE, _ -> new HashMap<>())
                .computeIfAbsent(aggregateId, _ -> new AggregateSize());
    }

    long bytes() {
        return bytes;
    }

    /** The aggregate is read from its beginning. */
    void begin() {
        bytes = 0;
    }

    void add(long more) {
        bytes += more;
    }

    void atLeast(long known) {
        bytes = Math.max(bytes, known);
    }
}
