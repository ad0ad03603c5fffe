package io.docket.workflow.command;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A command that the bridge sends.
 *
 * @param tenant tenant in whose name
 * @param type {@code create-task}, ...
 * @param idempotencyKey derived from what caused it, so that a repetition is recognised
 * @param payload the payload
 */
public record BridgeCommand(String tenant, String type, String idempotencyKey, ObjectNode payload) {}
