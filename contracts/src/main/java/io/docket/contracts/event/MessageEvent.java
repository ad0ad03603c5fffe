package io.docket.contracts.event;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What happens to a message for processes. Entity {@code message}, root = its case, or the message where there is none. */
public sealed interface MessageEvent extends DomainEvent {
    /**
     * A message is there for the processes that wait for it.
     *
     * @param name what they wait for
     * @param correlationKey which of them it is for
     * @param variables what they get
     * @param payload its payload as interim data, for what is not to be a variable
     * @param timeToLive how long it waits for a process that does not wait for it yet, ISO-8601
     * @param caseId case that it belongs to
     */
    record Published(
            String name,
            String correlationKey,
            @Nullable JsonNode variables,
            @Nullable InterimRef payload,
            String timeToLive,
            @Nullable String caseId)
            implements MessageEvent {}

    /** The engine will not take the message. */
    record Refused(String code, String message) implements MessageEvent {}
}
