package io.docket.eventstore.axon;

import io.docket.contracts.json.Json;
import java.time.Instant;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/** Axon's snapshot messages as bytes. */
final class Snapshots {
    private final Serializer serializer;

    Snapshots(Serializer serializer) {
        this.serializer = serializer;
    }

    byte[] write(DomainEventMessage<?> snapshot) {
        SerializedObject<byte[]> payload = snapshot.serializePayload(serializer, byte[].class);
        return Json.bytes(new Snapshot(
                snapshot.getType(),
                snapshot.getSequenceNumber(),
                snapshot.getIdentifier(),
                snapshot.getTimestamp(),
                payload.getType().getName(),
                payload.getType().getRevision(),
                payload.getData()));
    }

    DomainEventMessage<?> read(String aggregateId, byte[] bytes) {
        Snapshot snapshot = Json.read(bytes, Snapshot.class);
        Object payload = serializer.deserialize(new SimpleSerializedObject<>(
                snapshot.payload, byte[].class, snapshot.payloadType, snapshot.payloadRevision));
        return new GenericDomainEventMessage<>(
                snapshot.type,
                aggregateId,
                snapshot.sequence,
                new GenericMessage<>(snapshot.id, payload, Map.of()),
                snapshot.at);
    }

    record Snapshot(
            String type,
            long sequence,
            String id,
            Instant at,
            String payloadType,
            @Nullable String payloadRevision,
            byte[] payload) {}
}
