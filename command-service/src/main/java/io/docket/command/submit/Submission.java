package io.docket.command.submit;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.kit.identity.Caller;
import org.jspecify.annotations.Nullable;

/**
 * One command as it arrived.
 *
 * @param caller who sent it
 * @param type name of the command
 * @param payload its payload, not yet validated
 * @param key idempotency key of the client
 * @param ifMatch version that the entity is expected to have
 * @param traceparent W3C trace context
 * @param cause what it follows from, where the platform itself sends it
 * @param bearer the caller's token, to ask other instances with; without it nobody else is asked
 */
public record Submission(
        Caller caller,
        String type,
        JsonNode payload,
        @Nullable String key,
        @Nullable Long ifMatch,
        @Nullable String traceparent,
        @Nullable Cause cause,
        @Nullable Bearer bearer) {
    /** A command for this instance alone, that follows from nothing. */
    public Submission(
            Caller caller,
            String type,
            JsonNode payload,
            @Nullable String key,
            @Nullable Long ifMatch,
            @Nullable String traceparent) {
        this(caller, type, payload, key, ifMatch, traceparent, null, null);
    }

    /** The same under another key. */
    public Submission withKey(String newKey) {
        return new Submission(caller, type, payload, newKey, ifMatch, traceparent, cause, bearer);
    }

    /** The same with the caller's token. */
    public Submission withBearer(@Nullable Bearer newBearer) {
        return new Submission(caller, type, payload, key, ifMatch, traceparent, cause, newBearer);
    }
}
