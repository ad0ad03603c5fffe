package io.docket.workflow.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * The process engine: what the bridge asks of it. Each call returns once the engine has done it.
 *
 * <p>Every method throws {@link io.docket.workflow.retry.Refused} for what will never succeed ({@link NotFound} where the
 * thing is not there), {@link EngineBusy} if the engine has certainly done nothing, and
 * {@link io.docket.workflow.retry.Unavailable} if nobody knows, {@link EngineAway} where there is no answer.
 */
public interface Engine {
    /** Name of the messages that mark a place in the engine's log. */
    String FENCE = "docket:fence";

    /** Action of what we do to user tasks, by which its record is told from what others do. */
    String ACTION = "docket";

    /** Makes processes startable, decisions and forms known, all or nothing; the same again changes nothing. */
    DeployedVersions deploy(List<EngineResource> resources);

    /** True if the engine has a decision of that id: by it an engine is known that was set up before. */
    boolean hasDecision(String decisionId);

    /** Creates an instance of the latest version of the process. Returns its key. Not idempotent. */
    long create(String processId, ObjectNode variables);

    /** Ends the instance. */
    void cancel(long instanceKey);

    /** Publishes the message. Returns its key. {@link AlreadyThere} if the engine still keeps one of the same id. */
    long publish(EngineMessage message);

    /** Gives the job that many attempts from now on. */
    void updateRetries(long jobKey, int retries);

    /** Tries again what the incident holds up; if the cause is still there, the engine raises another. */
    void resolveIncident(long incidentKey);

    /**
     * Lets the instance go on in another definition.
     *
     * @param definitionKey key of the definition's version
     * @param mapping element to go on at, by the element where it is
     */
    void migrate(long instanceKey, long definitionKey, Map<String, String> mapping);

    /** Completes the user task with the variables. */
    void completeUserTask(long userTaskKey, ObjectNode variables);

    /** Completes the job with the variables, whether somebody works on it or not. */
    void completeJob(long jobKey, ObjectNode variables);

    /** Fails the job, whether somebody works on it or not: an incident. One that has failed before stays as it is. */
    void failJob(long jobKey, String message);

    /**
     * Ends the job with an error that the process may catch; uncaught, an incident. One that has ended so before stays as it
     * is.
     *
     * @param variables for what catches the error
     */
    void throwJobError(long jobKey, String code, String message, ObjectNode variables);

    /** Gives the user task to the user, whoever has it. */
    void assignUserTask(long userTaskKey, String assignee);

    /** Takes the user task from whoever has it; the record of it has an action of the engine's. */
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
