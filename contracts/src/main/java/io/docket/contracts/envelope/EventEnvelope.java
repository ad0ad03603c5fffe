package io.docket.contracts.envelope;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One event with everything that is known about it, as {@code contracts.md} lays it out.
 *
 * @param id UUIDv7, unique
 * @param source {@code /command-service}
 * @param type {@code docket.<entity>.<past tense>.v<n>}
 * @param subject the entity that changed
 * @param root key of the record: the id of the case, or of the entity itself where there is no case
 * @param time when it was recorded
 * @param sequence version of the entity after the event, from 1, gap-free
 * @param tenant owner of the data
 * @param actor the user whose action it is (the one acted for, where somebody acted on behalf)
 * @param submitter the authenticated user who sent the command, where that is not the actor
 * @param commandId id of the command that caused it
 * @param correlationId id shared by everything that follows from one first command
 * @param causationId id of the direct cause: a command or an event
 * @param causationDepth length of the chain of causes, 0 for a user's command
 * @param prevHash SHA-256 (hex) that binds all events of the partition before this one; given by the log, absent in
 *     events from before the chain existed
 * @param traceparent W3C trace context of the command
 * @param occurredAt business time, where the command gave one
 * @param reason why, in the words of the command
 * @param activity what the step is called where it was done, where the command said so
 * @param data the event itself, UTF-8 JSON
 */
public record EventEnvelope(
        String id,
        String source,
        String type,
        Subject subject,
        String root,
        Instant time,
        long sequence,
        String tenant,
        String actor,
        @Nullable String submitter,
        String commandId,
        String correlationId,
        String causationId,
        int causationDepth,
        @Nullable String prevHash,
        @Nullable String traceparent,
        @Nullable OffsetDateTime occurredAt,
        @Nullable String reason,
        @Nullable Activity activity,
        byte[] data) {
    /** The source of every event that a command caused. */
    public static final String COMMAND_SERVICE = "/command-service";

    /** An event whose command said nothing of an activity. */
    public EventEnvelope(
            String id,
            String source,
            String type,
            Subject subject,
            String root,
            Instant time,
            long sequence,
            String tenant,
            String actor,
            @Nullable String submitter,
            String commandId,
            String correlationId,
            String causationId,
            int causationDepth,
            @Nullable String prevHash,
            @Nullable String traceparent,
            @Nullable OffsetDateTime occurredAt,
            @Nullable String reason,
            byte[] data) {
        this(
                id,
                source,
                type,
                subject,
                root,
                time,
                sequence,
                tenant,
                actor,
                submitter,
                commandId,
                correlationId,
                causationId,
                causationDepth,
                prevHash,
                traceparent,
                occurredAt,
                reason,
                null,
                data);
    }

    /** When it happened in the business: {@link #occurredAt} if the command gave it, else {@link #time}. */
    public Instant happenedAt() {
        return occurredAt == null ? time : occurredAt.toInstant();
    }

    /** The same event under another type, with other data. */
    public EventEnvelope with(String newType, byte[] newData) {
        return new EventEnvelope(
                id,
                source,
                newType,
                subject,
                root,
                time,
                sequence,
                tenant,
                actor,
                submitter,
                commandId,
                correlationId,
                causationId,
                causationDepth,
                prevHash,
                traceparent,
                occurredAt,
                reason,
                activity,
                newData);
    }
}
