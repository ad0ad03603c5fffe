package io.docket.command.automation.lifecycle;

/**
 * Ends an automation for good.
 *
 * @param automationId the automation
 */
public record RetireAutomation(String automationId) {}
