package io.docket.command.process.record;

/**
 * Reports an instance that the engine started by itself.
 *
 * @param processInstanceId id of the instance
 * @param processId BPMN process id
 * @param engineKey key of the instance in the engine
 * @param processVersion version of the process in the engine
 */
public record AdoptProcess(String processInstanceId, String processId, String engineKey, long processVersion) {}
