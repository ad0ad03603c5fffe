package io.docket.command.process.cancel;

/**
 * Asks for the end of a process instance.
 *
 * @param processInstanceId id of the instance
 */
public record CancelProcess(String processInstanceId) {}
