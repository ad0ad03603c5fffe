package io.docket.eventstore.axon;

import io.docket.eventstore.UnreadableEventException;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.serialization.UnknownSerializedType;

/**
 * The events of an aggregate, none left out: Axon passes an event of an unknown type by, which would leave the aggregate
 * in a state that it never had. Here it ends the reading.
 */
final class WholeHistory implements DomainEventStream {
    private final DomainEventStream events;

    WholeHistory(DomainEventStream events) {
        this.events = events;
    }

    @Override
    public boolean hasNext() {
        return events.hasNext();
    }

    @Override
    public DomainEventMessage<?> next() {
        return readable(events.next());
    }

    @Override
    public DomainEventMessage<?> peek() {
        return readable(events.peek());
    }

    @Override
    public Long getLastSequenceNumber() {
        return events.getLastSequenceNumber();
    }

    private static DomainEventMessage<?> readable(DomainEventMessage<?> event) {
        String place = event.getAggregateIdentifier() + " " + (event.getSequenceNumber() + 1);
        Object payload;
        try {
            payload = event.getPayload();
        } catch (RuntimeException e) {
            String type = event.getPayloadType().getSimpleName();
            throw new UnreadableEventException(place, type, String.valueOf(e.getMessage()), e);
        }
        if (payload instanceof UnknownSerializedType unknown) {
            String type = SerializerTypes.name(unknown.serializedType());
            throw new UnreadableEventException(place, type, "this build does not know the type", null);
        }
        return event;
    }
}
