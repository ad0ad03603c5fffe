package io.docket.workflow.interim;

import io.docket.workflow.interim.TaskForms.TaskForm;
import io.docket.workflow.retry.Pause;
import io.docket.workflow.usertask.UserTaskId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds tasks for callers who may be a moment ahead of the bridge's reading of the log. */
public final class TaskLookup {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int MAX_POLLS = 40;

    private final TaskForms forms;
    private final Pause pause;

    /** Lookups that wait in the pause. */
    public TaskLookup(TaskForms forms, Pause pause) {
        this.forms = forms;
        this.pause = pause;
    }

    /** The form of the task once it is as the caller expects it, or as it is after two seconds. */
    public Optional<TaskForm> find(String tenant, String taskId, Predicate<TaskForm> expected) {
        for (int poll = 0; poll < MAX_POLLS && UserTaskId.isEngineTask(taskId); poll++) {
            Optional<TaskForm> found = forms.find(tenant, taskId);
            if (found.filter(expected).isPresent()) {
                return found;
            }
            pause.sleep(POLL);
        }
        return forms.find(tenant, taskId);
    }
}
