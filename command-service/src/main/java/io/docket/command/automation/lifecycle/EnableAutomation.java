package io.docket.command.automation.lifecycle;

/**
 * Lets an automation run again.
 *
 * @param automationId the automation
 */
public record EnableAutomation(String automationId) {}
