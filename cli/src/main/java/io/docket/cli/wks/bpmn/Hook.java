package io.docket.cli.wks.bpmn;

/**
 * What happens to a case when a task of a process is done.
 *
 * @param process id of the process
 * @param task id of the task
 * @param target stage or queue that the case goes to, by name or id
 * @param isStage true for a stage, false for a queue
 */
public record Hook(String process, String task, String target, boolean isStage) {}
