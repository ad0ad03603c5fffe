package io.docket.command.process.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.event.InterimRef;
import io.docket.contracts.id.EntityId;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a message for the processes that wait for it.
 *
 * @param name what they wait for
 * @param correlationKey which of them it is for
 * @param variables what they get
 * @param payload its payload, interim data that was brought before
 * @param timeToLive how long it waits for a process, ISO-8601; {@value #DEFAULT_TIME_TO_LIVE} if absent
 * @param caseId case that it belongs to: it follows what happened to the case before
 * @param messageId id for the message; one is derived from the command if absent
 */
public record PublishMessage(
        String name,
        String correlationKey,
        @Nullable JsonNode variables,
        @Nullable InterimRef payload,
        @Nullable String timeToLive,
        @Nullable String caseId,
        @Nullable String messageId) {
    static final String DEFAULT_TIME_TO_LIVE = "PT1H";

    /** Id of the message. */
    public String idFor(String commandId) {
        if (messageId != null) {
            return messageId;
        }
        return caseId == null ? commandId : EntityId.dependent(caseId, "m-" + commandId);
    }
}
