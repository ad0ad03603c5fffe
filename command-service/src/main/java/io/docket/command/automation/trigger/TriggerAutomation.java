package io.docket.command.automation.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Makes an automation run.
 *
 * @param automationId the automation
 * @param by {@code webhook} or {@code cron} where the platform says so; {@code manual} if absent
 * @param payload what its expressions see as {@code payload}
 */
public record TriggerAutomation(
        String automationId, @Nullable String by, @Nullable JsonNode payload) {}
