package io.docket.workflow.usertask;

import io.docket.contracts.id.EntityId;
import io.docket.contracts.id.JobTaskId;
import java.util.regex.Pattern;

/**
 * The id of the task that stands for a user task of the engine: {@code <root>~ut-<user task key>}, or
 * {@code <root>~jt-<job key>} for one that the engine has as a job.
 */
public final class UserTaskId {
    private static final String MARK = "ut-";
    private static final Pattern NATIVE = Pattern.compile(".*" + EntityId.SEPARATOR + MARK + "\\d+");

    private UserTaskId() {}

    /** The id in the root of the process instance. */
    public static String of(String processInstanceId, long userTaskKey) {
        return EntityId.dependent(EntityId.rootOf(processInstanceId), MARK + userTaskKey);
    }

    /** The id, in the root of the process instance, of a user task that is a job. */
    public static String ofJob(String processInstanceId, long jobKey) {
        return JobTaskId.of(processInstanceId, Long.toString(jobKey));
    }

    /** False for a task that the engine cannot have made; saves asking the memory about it. */
    public static boolean isEngineTask(String taskId) {
        return NATIVE.matcher(taskId).matches() || JobTaskId.isOne(taskId);
    }

    /** True for a task of the engine that is a job there. */
    static boolean isJob(String engineTaskId) {
        return JobTaskId.isOne(engineTaskId);
    }
}
