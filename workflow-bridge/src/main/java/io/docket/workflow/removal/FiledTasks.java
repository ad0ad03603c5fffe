package io.docket.workflow.removal;

import java.util.List;

/** The tasks that files were uploaded for. */
@FunctionalInterface
public interface FiledTasks {
    /**
     * Some ids of tasks, in order; none at the end.
     *
     * @param after the task after which to go on; empty for the first
     * @throws io.docket.workflow.retry.Unavailable if nobody can tell now
     */
    List<String> after(String tenant, String after);
}
