package io.docket.workflow.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The process engine: what the bridge asks of it. Each call returns once the engine has done it.
 *
 * <p>Every method throws {@link io.docket.workflow.retry.Refused} for what will never succeed ({@link NotFound} where the
 * thing is not there), {@link EngineBusy} if the engine has certainly done nothing, and
 * {@link io.docket.workflow.retry.Unavailable} if nobody knows.
 */
public interface Engine {
    /** Name of the messages that mark a place in the engine's log. */
    String FENCE = "docket:fence";

    /** Makes the resource's processes startable; the same resource again changes nothing. */
    void deploy(String resourceName, String bpmn);

    /** Creates an instance of the latest version of the process. Returns its key. Not idempotent. */
    long create(String processId, ObjectNode variables);

    /** Ends the instance. */
    void cancel(long instanceKey);

    /** Completes the user task with the variables. */
    void completeUserTask(long userTaskKey, ObjectNode variables);

    /** Completes the job with the variables, whether somebody works on it or not. */
    void completeJob(long jobKey, ObjectNode variables);

    /** Gives the user task to the user, whoever has it. */
    void assignUserTask(long userTaskKey, String assignee);

    /** Takes the user task from whoever has it. */
    void unassignUserTask(long userTaskKey);

    /**
     * Writes a mark into the log of the partition that the correlation key selects.
     *
     * @param id id of the mark, comes back in the record
     * @param correlationKey decides on the partition
     */
    void fence(String id, String correlationKey);

    /** How many partitions the engine's log has. */
    int partitions();

    /** True if the engine answers within a moment. */
    boolean isReachable();
}
