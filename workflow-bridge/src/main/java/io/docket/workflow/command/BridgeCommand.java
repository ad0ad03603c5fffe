package io.docket.workflow.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A command that the bridge sends.
 *
 * @param tenant tenant in whose name
 * @param type {@code create-task}, ...
 * @param idempotencyKey derived from what caused it, so that a repetition is recognised
 * @param payload the payload
 * @param cause the event that it follows from, where its events are to say so
 */
public record BridgeCommand(
        String tenant,
        String type,
        String idempotencyKey,
        ObjectNode payload,
        @Nullable Cause cause) {
    /** A command whose events begin a chain of causes. */
    public BridgeCommand(String tenant, String type, String idempotencyKey, ObjectNode payload) {
        this(tenant, type, idempotencyKey, payload, null);
    }
}
