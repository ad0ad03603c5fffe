package io.docket.eventstore.axon;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.StreamId;
import io.docket.eventstore.UnreadableEventException;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;

/**
 * A stored message as Axon's upcasters and readers take it. The metadata is not serialized: it is passed on as it is.
 *
 * @param id identifier of the message
 * @param time when it was recorded
 * @param metaData its metadata
 * @param payloadType type and revision of the payload
 * @param payload the payload, JSON
 */
record StoredData(String id, Instant time, MetaData metaData, SerializedType payloadType, byte[] payload) {
    private static final SerializedType META_DATA = new SimpleSerializedType(MetaData.class.getName(), null);

    /** An event of an aggregate. */
    static DomainEventData<Object> of(StoredEvent stored, EventForm form) {
        return ofAggregate(stored.event(), parts(stored.event(), form));
    }

    /** An event of the log, of an aggregate or not. */
    static TrackedEventData<Object> of(StoredEvent stored, TrackingToken token, EventForm form) {
        EventForm.Parts parts = parts(stored.event(), form);
        return parts.aggregateId() == null
                ? new Tracked(of(stored.event(), parts), token)
                : new TrackedDomainEventData<>(token, ofAggregate(stored.event(), parts));
    }

    private static DomainEventData<Object> ofAggregate(EventEnvelope event, EventForm.Parts parts) {
        return of(event, parts)
                .ofAggregate(
                        Objects.requireNonNullElse(parts.aggregateType(), ""),
                        Objects.requireNonNullElse(parts.aggregateId(), ""),
                        parts.number());
    }

    private static EventForm.Parts parts(EventEnvelope event, EventForm form) {
        try {
            return form.read(event);
        } catch (RuntimeException e) {
            throw new UnreadableEventException(
                    StreamId.of(event) + " " + event.sequence(), event.type(), String.valueOf(e.getMessage()), e);
        }
    }

    private static StoredData of(EventEnvelope event, EventForm.Parts parts) {
        return new StoredData(
                event.id(), event.time(), parts.metaData(), SerializerTypes.type(event.type()), parts.payload());
    }

    DomainEventData<Object> ofAggregate(String type, String aggregateId, long sequence) {
        return new OfAggregate(this, type, aggregateId, sequence);
    }

    @SuppressWarnings("unchecked")
    private SerializedObject<Object> payloadObject() {
        SerializedObject<?> bytes = new SimpleSerializedObject<>(payload, byte[].class, payloadType);
        return (SerializedObject<Object>) bytes;
    }

    private SerializedObject<Object> metaDataObject() {
        return new SimpleSerializedObject<>(metaData, Object.class, META_DATA);
    }

    private record OfAggregate(StoredData data, String type, String aggregateId, long sequence)
            implements DomainEventData<Object> {
        @Override
        public String getType() {
            return type;
        }

        @Override
        public String getAggregateIdentifier() {
            return aggregateId;
        }

        @Override
        public long getSequenceNumber() {
            return sequence;
        }

        @Override
        public String getEventIdentifier() {
            return data.id;
        }

        @Override
        public Instant getTimestamp() {
            return data.time;
        }

        @Override
        public SerializedObject<Object> getMetaData() {
            return data.metaDataObject();
        }

        @Override
        public SerializedObject<Object> getPayload() {
            return data.payloadObject();
        }
    }

    private record Tracked(StoredData data, TrackingToken trackingToken) implements TrackedEventData<Object> {
        @Override
        public String getEventIdentifier() {
            return data.id;
        }

        @Override
        public Instant getTimestamp() {
            return data.time;
        }

        @Override
        public SerializedObject<Object> getMetaData() {
            return data.metaDataObject();
        }

        @Override
        public SerializedObject<Object> getPayload() {
            return data.payloadObject();
        }
    }
}
