package io.docket.command.signal;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Says that something happened outside.
 *
 * @param caseId case that it concerns
 * @param name what happened
 * @param data what is known about it
 */
public record EmitEvent(
        @Nullable String caseId, String name, @Nullable JsonNode data) {}
