package io.docket.command.automation.lifecycle;

/**
 * Keeps an automation from running.
 *
 * @param automationId the automation
 */
public record DisableAutomation(String automationId) {}
