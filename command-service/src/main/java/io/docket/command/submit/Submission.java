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
 */
public record Submission(
        Caller caller,
        String type,
        JsonNode payload,
        @Nullable String key,
        @Nullable Long ifMatch,
        @Nullable String traceparent) {}
