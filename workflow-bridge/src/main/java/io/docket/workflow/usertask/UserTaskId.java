package io.docket.workflow.usertask;

import io.docket.contracts.id.EntityId;
import java.util.regex.Pattern;

/** The id of the task that stands for a user task of the engine: {@code <root>~ut-<user task key>}. */
public final class UserTaskId {
    private static final String MARK = "ut-";
    private static final Pattern SUFFIX = Pattern.compile(".*" + EntityId.SEPARATOR + MARK + "\\d+");

    private UserTaskId() {}

    /** The id in the root of the process instance. */
    public static String of(String processInstanceId, long userTaskKey) {
        return EntityId.dependent(EntityId.rootOf(processInstanceId), MARK + userTaskKey);
    }

    /** False for a task that the engine cannot have made; saves asking the memory about it. */
    public static boolean isEngineTask(String taskId) {
        return SUFFIX.matcher(taskId).matches();
    }
}
