package io.docket.workflow.definition;

/**
 * A deployment in the log.
 *
 * @param tenant owner
 * @param definitionId id of the process definition
 * @param sequence sequence of the deployment's event
 * @param eventId id of that event
 */
public record DeploymentRef(String tenant, String definitionId, long sequence, String eventId) {}
