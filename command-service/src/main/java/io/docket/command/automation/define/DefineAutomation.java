package io.docket.command.automation.define;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.event.AutomationEvent.Quota;
import org.jspecify.annotations.Nullable;

/**
 * Defines an automation, or its next revision.
 *
 * @param id id of the automation
 * @param name name for people
 * @param trigger when it runs; one of its members is there
 * @param condition FEEL that has to be true
 * @param command type of the command that it sends
 * @param data template of the command's payload
 * @param quota most runs; 1,000 a minute if absent
 * @param maxDepth longest chain of causes; 20 if absent
 */
public record DefineAutomation(
        String id,
        String name,
        Trigger trigger,
        @Nullable String condition,
        String command,
        JsonNode data,
        @Nullable Quota quota,
        @Nullable Integer maxDepth) {
    /** When it runs. */
    public record Trigger(
            @Nullable JsonNode event,
            @Nullable Webhook webhook,
            @Nullable Cron cron) {}

    /**
     * A call from outside.
     *
     * @param token what callers know; the one from before if absent
     */
    public record Webhook(@Nullable String token) {
        /** Keeps the token out of logs. */
        @Override
        public String toString() {
            return "Webhook";
        }
    }

    /**
     * Times.
     *
     * @param zone UTC if absent
     * @param missed {@code once} if absent
     */
    public record Cron(
            String expression,
            @Nullable String zone,
            @Nullable String missed) {}
}
