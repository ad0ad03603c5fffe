package io.docket.eventstore.axon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.contracts.json.Json;
import io.docket.eventstore.StreamId;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;

/**
 * Any message that Axon knows, with any metadata, also an event of no aggregate. What has no place in the envelope is in
 * the data: {@code {"aggregateType": ..., "metaData": {...}, "payload": ...}}. An event of no aggregate is a stream of
 * its own.
 */
final class OpenForm implements EventForm {
    private static final String NO_AGGREGATE = "event";
    private static final String AGGREGATE_TYPE = "aggregateType";
    private static final String META_DATA = "metaData";
    private static final String PAYLOAD = "payload";

    private final StreamNaming naming;
    private final String tenant;
    private final EventTypeMapping types;
    private final Serializer serializer;
    private final String source;

    /** @param tenant owner of the events of no aggregate */
    OpenForm(StreamNaming naming, String tenant, EventTypeMapping types, Serializer serializer, String source) {
        this.naming = naming;
        this.tenant = tenant;
        this.types = types;
        this.serializer = serializer;
        this.source = source;
    }

    @Override
    public EventEnvelope write(EventMessage<?> message, String root) {
        boolean ofAggregate = message instanceof DomainEventMessage<?>;
        DomainEventMessage<?> event = ofAggregate ? (DomainEventMessage<?>) message : null;
        StreamId stream = event == null
                ? new StreamId(tenant, new Subject(NO_AGGREGATE, message.getIdentifier()))
                : naming.streamOf(event.getAggregateIdentifier());
        return EnvelopeMetaData.orElse(message.getMetaData(), message.getIdentifier())
                .envelope(
                        message,
                        source,
                        types.typeOf(message.getPayloadType()),
                        stream,
                        root,
                        event == null ? 1 : event.getSequenceNumber() + 1,
                        data(message, event == null ? null : event.getType()));
    }

    private byte[] data(EventMessage<?> message, @Nullable String aggregateType) {
        ObjectNode data = Json.mapper().createObjectNode();
        if (aggregateType != null) {
            data.put(AGGREGATE_TYPE, aggregateType);
        }
        data.set(
                META_DATA,
                Json.tree(serializer
                        .serialize(message.getMetaData(), byte[].class)
                        .getData()));
        data.set(PAYLOAD, Json.tree(types.write(message.getPayload())));
        return Json.bytes(data);
    }

    @Override
    public Parts read(EventEnvelope event) {
        JsonNode data = Json.tree(event.data());
        MetaData metaData = serializer.deserialize(new SimpleSerializedObject<>(
                Json.bytes(data.path(META_DATA)),
                byte[].class,
                new SimpleSerializedType(MetaData.class.getName(), null)));
        byte[] payload = Json.bytes(data.path(PAYLOAD));
        return event.subject().entity().equals(NO_AGGREGATE)
                ? new Parts(null, null, metaData, payload)
                : new Parts(
                        data.path(AGGREGATE_TYPE).asText(),
                        naming.aggregateOf(new StreamId(event.tenant(), event.subject())),
                        metaData,
                        payload);
    }

    @Override
    public String streamOf(String aggregateId) {
        return naming.streamOf(aggregateId).toString();
    }
}
