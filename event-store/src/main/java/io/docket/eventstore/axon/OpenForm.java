package io.docket.eventstore.axon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.contracts.json.Json;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.StreamId;
import java.util.Objects;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;

/**
 * Any message that Axon knows, with any metadata, also an event of no aggregate. What has no place in the envelope is in
 * the data: {@code {"aggregateType": ..., "number": ..., "metaData": {...}, "payload": ...}}. An event of no aggregate is a stream of
 * its own.
 */
final class OpenForm implements EventForm {
    private static final String NO_AGGREGATE = "event";
    private static final String AGGREGATE_TYPE = "aggregateType";
    private static final String NUMBER = "number";
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
    public String streamOf(EventMessage<?> message) {
        return stream(message).toString();
    }

    private StreamId stream(EventMessage<?> message) {
        return message instanceof DomainEventMessage<?> event
                ? naming.streamOf(event.getAggregateIdentifier())
                : new StreamId(tenant, new Subject(NO_AGGREGATE, message.getIdentifier()));
    }

    /** Told by the last event. */
    @Override
    public long firstNumber(EventStore store, String stream) {
        long head = store.head(stream);
        return head == 0
                ? 0
                : store.read(stream, head)
                        .mapToLong(last ->
                                Json.tree(last.event().data()).path(NUMBER).asLong() - head + 1)
                        .findFirst()
                        .orElse(0);
    }

    @Override
    public boolean mayBeginAt(long number) {
        return number >= 0;
    }

    @Override
    public EventEnvelope write(EventMessage<?> message, String root, long firstNumber) {
        long number = message instanceof DomainEventMessage<?> event ? event.getSequenceNumber() : 0;
        return EnvelopeMetaData.orElse(message.getMetaData(), message.getIdentifier())
                .envelope(
                        message,
                        source,
                        types.typeOf(message.getPayloadType()),
                        stream(message),
                        root,
                        number - firstNumber + 1,
                        data(message, number));
    }

    private byte[] data(EventMessage<?> message, long number) {
        ObjectNode data = Json.mapper().createObjectNode();
        if (message instanceof DomainEventMessage<?> event) {
            data.put(AGGREGATE_TYPE, Objects.requireNonNullElse(event.getType(), ""));
            data.put(NUMBER, number);
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
        return !data.has(NUMBER)
                ? new Parts(null, null, 0, metaData, payload)
                : new Parts(
                        data.path(AGGREGATE_TYPE).asText(),
                        naming.aggregateOf(new StreamId(event.tenant(), event.subject())),
                        data.path(NUMBER).asLong(),
                        metaData,
                        payload);
    }

    @Override
    public String streamOf(String aggregateId) {
        return naming.streamOf(aggregateId).toString();
    }
}
