package io.docket.eventstore.axon;

import io.docket.contracts.envelope.Activity;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.eventstore.StreamId;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * What an Axon message carries as metadata so that its events get a full envelope. Put it on the command; the
 * correlation provider of {@link AxonWiring} copies it to every event that the command causes.
 *
 * @param actor the user whose action it is
 * @param submitter the authenticated user, where that is not the actor
 * @param commandId id of the command
 * @param correlationId id shared by everything that follows from one first command
 * @param causationId id of the direct cause: a command or an event
 * @param causationDepth length of the chain of causes, 0 for a user's command
 * @param traceparent W3C trace context
 * @param occurredAt business time
 * @param reason why, in the words of the command
 * @param activity what the step is called where it was done
 */
public record EnvelopeMetaData(
        String actor,
        @Nullable String submitter,
        String commandId,
        String correlationId,
        String causationId,
        int causationDepth,
        @Nullable String traceparent,
        @Nullable OffsetDateTime occurredAt,
        @Nullable String reason,
        @Nullable Activity activity) {
    public static final String ACTOR = "actor";
    public static final String SUBMITTER = "submitter";
    public static final String COMMAND_ID = "commandId";
    public static final String CORRELATION_ID = "correlationId";
    public static final String CAUSATION_ID = "causationId";
    public static final String CAUSATION_DEPTH = "causationDepth";
    public static final String TRACEPARENT = "traceparent";
    public static final String OCCURRED_AT = "occurredAt";
    public static final String REASON = "reason";
    public static final String ACTIVITY = "activity";
    public static final String LIFECYCLE = "lifecycle";
    public static final String RESOURCE = "resource";

    private static final String UNKNOWN_ACTOR = "axon";

    /** Metadata of a command that says nothing of an activity. */
    public EnvelopeMetaData(
            String actor,
            @Nullable String submitter,
            String commandId,
            String correlationId,
            String causationId,
            int causationDepth,
            @Nullable String traceparent,
            @Nullable OffsetDateTime occurredAt,
            @Nullable String reason) {
        this(
                actor,
                submitter,
                commandId,
                correlationId,
                causationId,
                causationDepth,
                traceparent,
                occurredAt,
                reason,
                null);
    }

    /** Every key, as the correlation provider needs them. */
    static String[] keys() {
        return new String[] {
            ACTOR,
            SUBMITTER,
            COMMAND_ID,
            CORRELATION_ID,
            CAUSATION_ID,
            CAUSATION_DEPTH,
            TRACEPARENT,
            OCCURRED_AT,
            REASON,
            ACTIVITY,
            LIFECYCLE,
            RESOURCE
        };
    }

    /** The metadata of a user's own command. */
    public static EnvelopeMetaData ofCommand(String actor, String commandId) {
        return new EnvelopeMetaData(actor, null, commandId, commandId, commandId, 0, null, null, null);
    }

    /** As Axon's metadata; absent values are left out. */
    public MetaData toMetaData() {
        Map<String, Object> values = new HashMap<>();
        values.put(ACTOR, actor);
        values.put(COMMAND_ID, commandId);
        values.put(CORRELATION_ID, correlationId);
        values.put(CAUSATION_ID, causationId);
        values.put(CAUSATION_DEPTH, causationDepth);
        put(values, SUBMITTER, submitter);
        put(values, TRACEPARENT, traceparent);
        put(values, OCCURRED_AT, occurredAt == null ? null : occurredAt.toString());
        put(values, REASON, reason);
        if (activity != null) {
            values.put(ACTIVITY, activity.name() == null ? "" : activity.name());
            put(values, LIFECYCLE, activity.lifecycle());
            put(values, RESOURCE, activity.resource());
        }
        return MetaData.from(values);
    }

    /**
     * Reads Axon's metadata.
     *
     * @throws IllegalArgumentException if the actor or an id is missing, or a value is malformed
     */
    public static EnvelopeMetaData from(Map<String, ?> values) {
        String occurredAt = optional(values, OCCURRED_AT);
        return new EnvelopeMetaData(
                required(values, ACTOR),
                optional(values, SUBMITTER),
                required(values, COMMAND_ID),
                required(values, CORRELATION_ID),
                required(values, CAUSATION_ID),
                Integer.parseInt(required(values, CAUSATION_DEPTH)),
                optional(values, TRACEPARENT),
                occurredAt == null ? null : OffsetDateTime.parse(occurredAt),
                optional(values, REASON),
                activity(values));
    }

    /**
     * Reads Axon's metadata as far as it is there: without an actor it is Axon's, without a command the message is its
     * own cause.
     */
    static EnvelopeMetaData orElse(Map<String, ?> values, String messageId) {
        String command = or(values, COMMAND_ID, messageId);
        String occurredAt = optional(values, OCCURRED_AT);
        return new EnvelopeMetaData(
                or(values, ACTOR, UNKNOWN_ACTOR),
                optional(values, SUBMITTER),
                command,
                or(values, CORRELATION_ID, command),
                or(values, CAUSATION_ID, command),
                Integer.parseInt(or(values, CAUSATION_DEPTH, "0")),
                optional(values, TRACEPARENT),
                occurredAt == null ? null : OffsetDateTime.parse(occurredAt),
                optional(values, REASON),
                activity(values));
    }

    /** What an envelope says. */
    static EnvelopeMetaData of(EventEnvelope event) {
        return new EnvelopeMetaData(
                event.actor(),
                event.submitter(),
                event.commandId(),
                event.correlationId(),
                event.causationId(),
                event.causationDepth(),
                event.traceparent(),
                event.occurredAt(),
                event.reason(),
                event.activity());
    }

    /** The envelope of a message with this metadata. */
    EventEnvelope envelope(
            EventMessage<?> message,
            String source,
            String type,
            StreamId stream,
            String root,
            long sequence,
            byte[] data) {
        return new EventEnvelope(
                message.getIdentifier(),
                source,
                type,
                stream.subject(),
                root,
                message.getTimestamp(),
                sequence,
                stream.tenant(),
                actor,
                submitter,
                commandId,
                correlationId,
                causationId,
                causationDepth,
                null,
                traceparent,
                occurredAt,
                reason,
                activity,
                data);
    }

    private static @Nullable Activity activity(Map<String, ?> values) {
        String name = optional(values, ACTIVITY);
        return name == null
                ? null
                : new Activity(name.isEmpty() ? null : name, optional(values, LIFECYCLE), optional(values, RESOURCE));
    }

    private static void put(Map<String, Object> values, String key, @Nullable String value) {
        if (value != null) {
            values.put(key, value);
        }
    }

    private static @Nullable String optional(Map<String, ?> values, String key) {
        Object value = values.get(key);
        return value == null ? null : value.toString();
    }

    private static String or(Map<String, ?> values, String key, String otherwise) {
        String value = optional(values, key);
        return value == null ? otherwise : value;
    }

    private static String required(Map<String, ?> values, String key) {
        String value = optional(values, key);
        if (value == null) {
            throw new IllegalArgumentException("message without metadata " + key);
        }
        return value;
    }
}
