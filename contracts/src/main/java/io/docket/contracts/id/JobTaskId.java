package io.docket.contracts.id;

import java.util.regex.Pattern;

/** The id of a task that a job of the engine is behind: {@code <root>~jt-<job key>}. */
public final class JobTaskId {
    private static final String MARK = "jt-";
    private static final Pattern ID =
            Pattern.compile("[^" + EntityId.SEPARATOR + "]+" + EntityId.SEPARATOR + MARK + "\\d+");

    private JobTaskId() {}

    /** The id, in the root of the process instance, of the task behind the job. */
    public static String of(String processInstanceId, String jobKey) {
        return EntityId.dependent(EntityId.rootOf(processInstanceId), MARK + jobKey);
    }

    /** True if the id looks so; the engine need not have made the task. */
    public static boolean isOne(String taskId) {
        return ID.matcher(taskId).matches();
    }
}
