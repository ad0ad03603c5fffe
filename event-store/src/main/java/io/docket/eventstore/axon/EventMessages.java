package io.docket.eventstore.axon;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.StreamId;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/** The two forms of an event, Axon's message and the envelope. Axon numbers from 0, the log from 1. */
final class EventMessages {
    private final EventTypeMapping types;
    private final String source;

    EventMessages(EventTypeMapping types, String source) {
        this.types = types;
        this.source = source;
    }

    EventEnvelope toEnvelope(EventMessage<?> message, String root) {
        if (!(message instanceof DomainEventMessage<?> event)) {
            throw new IllegalArgumentException(
                    "only events of an aggregate can be stored, not " + message.getPayloadType());
        }
        StreamId stream = StreamId.parse(event.getAggregateIdentifier());
        EnvelopeMetaData meta = EnvelopeMetaData.from(event.getMetaData());
        return new EventEnvelope(
                event.getIdentifier(),
                source,
                types.typeOf(event.getPayloadType()),
                stream.subject(),
                root,
                event.getTimestamp(),
                event.getSequenceNumber() + 1,
                stream.tenant(),
                meta.actor(),
                meta.submitter(),
                meta.commandId(),
                meta.correlationId(),
                meta.causationId(),
                meta.causationDepth(),
                null,
                meta.traceparent(),
                meta.occurredAt(),
                meta.reason(),
                types.write(event.getPayload()));
    }

    DomainEventMessage<?> toMessage(StoredEvent stored) {
        EventEnvelope event = stored.event();
        EnvelopeMetaData meta = new EnvelopeMetaData(
                event.actor(),
                event.submitter(),
                event.commandId(),
                event.correlationId(),
                event.causationId(),
                event.causationDepth(),
                event.traceparent(),
                event.occurredAt(),
                event.reason());
        return new GenericDomainEventMessage<>(
                event.subject().entity(),
                StreamId.of(event),
                event.sequence() - 1,
                types.read(event.type(), event.data()),
                meta.toMetaData(),
                event.id(),
                event.time());
    }
}
