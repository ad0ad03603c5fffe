package io.docket.command.process.deploy;

/**
 * Deploys a BPMN resource.
 *
 * @param resourceName file name, ends with {@code .bpmn}
 * @param bpmn the XML itself
 */
public record DeployProcess(String resourceName, String bpmn) {}
