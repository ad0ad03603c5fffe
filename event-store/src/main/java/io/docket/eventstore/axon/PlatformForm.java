package io.docket.eventstore.axon;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.StreamId;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;

/**
 * Events whose metadata is {@link EnvelopeMetaData}: every part of the message has its place in the envelope, and the
 * data is the payload alone.
 */
final class PlatformForm implements EventForm {
    private final StreamNaming naming;
    private final EventTypeMapping types;
    private final String source;

    PlatformForm(StreamNaming naming, EventTypeMapping types, String source) {
        this.naming = naming;
        this.types = types;
        this.source = source;
    }

    @Override
    public String streamOf(EventMessage<?> message) {
        return naming.streamOf(ofAggregate(message).getAggregateIdentifier()).toString();
    }

    @Override
    public long firstNumber(EventStore store, String stream) {
        return 0;
    }

    @Override
    public boolean mayBeginAt(long number) {
        return number == 0;
    }

    private static DomainEventMessage<?> ofAggregate(EventMessage<?> message) {
        if (message instanceof DomainEventMessage<?> event) {
            return event;
        }
        throw new IllegalArgumentException(
                "only events of an aggregate can be stored, not " + message.getPayloadType());
    }

    @Override
    public EventEnvelope write(EventMessage<?> message, String root, long firstNumber) {
        DomainEventMessage<?> event = ofAggregate(message);
        StreamId stream = naming.streamOf(event.getAggregateIdentifier());
        return EnvelopeMetaData.from(event.getMetaData())
                .envelope(
                        event,
                        source,
                        types.typeOf(event.getPayloadType()),
                        stream,
                        root,
                        event.getSequenceNumber() + 1,
                        types.write(event.getPayload()));
    }

    @Override
    public Parts read(EventEnvelope event) {
        return new Parts(
                event.subject().entity(),
                naming.aggregateOf(new StreamId(event.tenant(), event.subject())),
                event.sequence() - 1,
                EnvelopeMetaData.of(event).toMetaData(),
                event.data());
    }

    @Override
    public String streamOf(String aggregateId) {
        return naming.streamOf(aggregateId).toString();
    }
}
