package io.docket.workflow.usertask;

import io.docket.workflow.engine.Engine;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.TaskMemory;
import io.docket.workflow.record.EngineRecord;
import java.time.Duration;

/**
 * Tells what the engine only tells back: that a user task is assigned or completed as we told it. Most of it carries our
 * action. A job that was completed and a user task that was taken from somebody carry none: of the first the memory knows
 * that its task has ended, of the second when we last did the same. An echo that is not recognised says nothing new, except that
 * one of a release, long after it, might take the task from whoever claimed it since.
 */
public final class TaskEchoes {
    static final String ASSIGNED = "USER_TASK/ASSIGNED";
    static final String COMPLETED = "USER_TASK/COMPLETED";
    static final String JOB_COMPLETED = "JOB/COMPLETED";

    /** The engine's clock and ours may differ by this much, with the time that a request takes. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private final TaskMemory tasks;

    /** Echoes of what the memory knows. */
    public TaskEchoes(TaskMemory tasks) {
        this.tasks = tasks;
    }

    /** True if the record may be an echo; saves asking about the others. */
    public static boolean isPossible(EngineRecord record) {
        return switch (record.kind()) {
            case ASSIGNED, COMPLETED -> true;
            case JOB_COMPLETED -> JobTaskCommands.isOfTask(record);
            default -> false;
        };
    }

    /** True if the possible echo, about a task of the instance, is one. */
    public boolean isEcho(InstanceRef instance, EngineRecord record) {
        if (record.text("action").equals(Engine.ACTION)) {
            return true;
        }
        String root = instance.processInstanceId();
        return switch (record.kind()) {
            case ASSIGNED ->
                record.text("assignee").isEmpty()
                        && isOurRelease(instance.tenant(), UserTaskId.of(root, record.key()), record);
            case COMPLETED -> tasks.hasEnded(instance.tenant(), UserTaskId.of(root, record.key()));
            default -> tasks.hasEnded(instance.tenant(), UserTaskId.ofJob(root, record.key()));
        };
    }

    /** Also one that we have done again since: what the log says is what the engine was told last. */
    private boolean isOurRelease(String tenant, String taskId, EngineRecord record) {
        return tasks.unassigning(tenant, taskId)
                .filter(told -> !record.time().isAfter(told.plus(TOLERANCE)))
                .isPresent();
    }
}
