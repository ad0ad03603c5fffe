package io.docket.workflow.removal;

/** What the platform's views say of the processes of tasks. */
@FunctionalInterface
public interface TaskEnds {
    /**
     * True if the process that made the task is told to be over; false also where nobody has heard of the task.
     *
     * @throws io.docket.workflow.retry.Unavailable if nobody can tell now
     */
    boolean isProcessOver(String tenant, String taskId);
}
