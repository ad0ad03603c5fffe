package io.docket.eventstore.axon;

import io.docket.contracts.json.Json;
import io.docket.eventstore.EventStore;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshots of aggregates in the store's index. A snapshot whose format is not the current one is as good as none:
 * the format is that of this class, the revision of the aggregate's class, and what the filter says. It is replaced by
 * the next one.
 */
final class Snapshots {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    /** Changes when the stored form of a snapshot does. */
    private static final int FORMAT = 1;

    private final EventStore store;
    private final Serializer serializer;
    private final SnapshotFilter filter;

    Snapshots(EventStore store, Serializer serializer, SnapshotFilter filter) {
        this.store = store;
        this.serializer = serializer;
        this.filter = filter;
    }

    /** Keeps a snapshot, unless there is a later one that can still be used. */
    void store(String stream, DomainEventMessage<?> snapshot) {
        boolean later = current(stream, snapshot.getAggregateIdentifier())
                .filter(stored -> stored.getSequenceNumber() > snapshot.getSequenceNumber())
                .isPresent();
        if (later) {
            return;
        }
        SerializedObject<byte[]> payload = snapshot.serializePayload(serializer, byte[].class);
        store.storeSnapshot(
                stream,
                Json.bytes(new Snapshot(
                        FORMAT,
                        snapshot.getType(),
                        snapshot.getSequenceNumber(),
                        snapshot.getIdentifier(),
                        snapshot.getTimestamp(),
                        payload.getType().getName(),
                        payload.getType().getRevision(),
                        payload.getData())));
    }

    /** The snapshot of an aggregate, if there is one in the current format; one that cannot be read is as good as none. */
    Optional<DomainEventMessage<?>> find(String stream, String aggregateId) {
        try {
            return current(stream, aggregateId).map(data -> read(data, aggregateId));
        } catch (SerializationException | UncheckedIOException e) {
            LOG.warn("event=snapshot-unreadable stream={} error=\"{}\"", stream, e.toString());
            return Optional.empty();
        }
    }

    private DomainEventMessage<?> read(DomainEventData<?> data, String aggregateId) {
        SerializedObject<?> payload = data.getPayload();
        DomainEventMessage<?> snapshot = new GenericDomainEventMessage<>(
                data.getType(),
                aggregateId,
                data.getSequenceNumber(),
                new GenericMessage<>(data.getEventIdentifier(), serializer.deserialize(payload), Map.of()),
                data.getTimestamp());
        AggregateSize.of(aggregateId).add(((byte[]) payload.getData()).length);
        return snapshot;
    }

    private Optional<DomainEventData<Object>> current(String stream, String aggregateId) {
        byte[] bytes = store.snapshot(stream);
        if (bytes == null || Json.tree(bytes).path("format").asInt() != FORMAT) {
            return Optional.empty();
        }
        Snapshot stored = Json.read(bytes, Snapshot.class);
        SerializedType type = new SimpleSerializedType(stored.payloadType, stored.payloadRevision);
        StoredData data = new StoredData(stored.id, stored.at, MetaData.emptyInstance(), type, stored.payload);
        DomainEventData<Object> snapshot = data.ofAggregate(stored.type, aggregateId, stored.sequence);
        return Optional.of(snapshot).filter(_ -> isOfCurrentRevision(type)).filter(filter::allow);
    }

    private boolean isOfCurrentRevision(SerializedType type) {
        Class<?> aggregate = serializer.classForType(type);
        return aggregate != UnknownSerializedType.class
                && Objects.equals(serializer.typeForClass(aggregate).getRevision(), type.getRevision());
    }

    /**
     * A snapshot as it is stored.
     *
     * @param format format of the stored form
     * @param type type of the aggregate
     * @param sequence number of the last event in it, from 0
     * @param id identifier of the message
     * @param at when it was made
     * @param payloadType class of the aggregate
     * @param payloadRevision revision of that class
     * @param payload the aggregate
     */
    record Snapshot(
            int format,
            String type,
            long sequence,
            String id,
            Instant at,
            String payloadType,
            @Nullable String payloadRevision,
            byte[] payload) {}
}
