package io.docket.eventstore.axon.deadletter;

import io.docket.contracts.json.Json;
import java.time.Instant;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.deadletter.Cause;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.axonframework.messaging.deadletter.ThrowableCause;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/** Letters as JSON; payload, metadata and token as the serializer writes them. */
final class LetterCodec<M extends EventMessage<?>> {
    private static final int MAX_CAUSE_CHARS = 1_000;

    private final Serializer serializer;

    LetterCodec(Serializer serializer) {
        this.serializer = serializer;
    }

    byte[] write(String sequence, DeadLetter<? extends M> letter) {
        M message = letter.message();
        DomainEventMessage<?> event = message instanceof DomainEventMessage<?> domain ? domain : null;
        TrackingToken token = message instanceof TrackedEventMessage<?> tracked ? tracked.trackingToken() : null;
        Cause cause = letter.cause().orElse(null);
        return Json.bytes(new Letter(
                sequence,
                message.getIdentifier(),
                message.getTimestamp(),
                serialized(message.getPayload()),
                serialized(message.getMetaData()),
                token == null ? null : serialized(token),
                event == null ? null : event.getType(),
                event == null ? null : event.getAggregateIdentifier(),
                event == null ? null : event.getSequenceNumber(),
                cause == null ? null : cause.type(),
                cause == null ? null : shortened(cause.message()),
                letter.enqueuedAt(),
                letter.lastTouched(),
                serialized(letter.diagnostics())));
    }

    QueuedLetter<M> read(String key, byte[] json) {
        Letter letter = Json.read(json, Letter.class);
        Cause cause = letter.causeType == null ? null : new ThrowableCause(letter.causeType, letter.causeMessage);
        MetaData diagnostics = object(letter.diagnostics);
        return new QueuedLetter<>(
                key,
                letter.sequence,
                new GenericDeadLetter<>(
                        letter.sequence, message(letter), cause, letter.enqueuedAt, letter.lastTouched, diagnostics));
    }

    @SuppressWarnings("unchecked")
    private M message(Letter letter) {
        MetaData metaData = object(letter.metaData);
        GenericMessage<Object> message =
                new GenericMessage<>(letter.id, object(letter.payload), (Map<String, ?>) metaData);
        TrackingToken token = letter.token == null ? null : object(letter.token);
        if (letter.aggregateId != null && letter.number != null) {
            return (M)
                    (token == null
                            ? new GenericDomainEventMessage<>(
                                    letter.aggregateType, letter.aggregateId, letter.number, message, letter.at)
                            : new GenericTrackedDomainEventMessage<>(
                                    token,
                                    letter.aggregateType,
                                    letter.aggregateId,
                                    letter.number,
                                    message,
                                    () -> letter.at));
        }
        return (M)
                (token == null
                        ? new GenericEventMessage<>(message, () -> letter.at)
                        : new GenericTrackedEventMessage<>(token, message, () -> letter.at));
    }

    private Typed serialized(Object object) {
        SerializedObject<byte[]> bytes = serializer.serialize(object, byte[].class);
        return new Typed(bytes.getType().getName(), bytes.getType().getRevision(), bytes.getData());
    }

    private <T> T object(Typed typed) {
        return serializer.deserialize(
                new SimpleSerializedObject<>(typed.data, byte[].class, typed.type, typed.revision));
    }

    private static @Nullable String shortened(@Nullable String message) {
        return message == null || message.length() <= MAX_CAUSE_CHARS ? message : message.substring(0, MAX_CAUSE_CHARS);
    }

    /** An object as the serializer writes it. */
    record Typed(String type, @Nullable String revision, byte[] data) {}

    /** A letter as it is stored. */
    record Letter(
            String sequence,
            String id,
            Instant at,
            Typed payload,
            Typed metaData,
            @Nullable Typed token,
            @Nullable String aggregateType,
            @Nullable String aggregateId,
            @Nullable Long number,
            @Nullable String causeType,
            @Nullable String causeMessage,
            Instant enqueuedAt,
            Instant lastTouched,
            Typed diagnostics) {}
}
