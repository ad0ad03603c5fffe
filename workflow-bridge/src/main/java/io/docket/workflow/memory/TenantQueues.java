package io.docket.workflow.memory;

/**
 * What waits for accounts of tenants.
 *
 * @param commands commands that nobody waits for an answer of
 * @param runs events that automations have to run for
 */
public record TenantQueues(TenantQueue commands, TenantQueue runs) {}
