package io.docket.cli.wks.bpmn;

/**
 * A file that was converted.
 *
 * @param name name of the file
 * @param xml what it is now
 * @param isDeployable false if the engine would refuse it
 */
public record Converted(String name, String xml, boolean isDeployable) {}
