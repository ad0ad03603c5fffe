package io.docket.workflow.removal;

/** The files that were uploaded for tasks. */
@FunctionalInterface
public interface TaskFiles {
    /**
     * Returns once all files of the task are gone; fine if there is none.
     *
     * @throws io.docket.workflow.retry.Unavailable if they may still be there
     */
    void removeOf(String tenant, String taskId);
}
