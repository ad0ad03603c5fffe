package io.docket.workflow.usertask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.json.Json;
import io.docket.workflow.engine.Engine;
import io.docket.workflow.engine.NotFound;
import io.docket.workflow.interim.TaskForms;
import io.docket.workflow.memory.InstanceMemory;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.TaskMemory;
import io.docket.workflow.retry.Refused;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a task that a process made, told to the engine. Repeating it changes nothing: assignments are absolute,
 * and a user task that is gone has been completed or cancelled before.
 *
 * <p>Of the data of a completed task only its {@code outcome}, if it is a scalar, becomes a variable of the process, with
 * {@code completedBy} beside it and, where the result is interim data, its reference as {@code form}: forms and payloads
 * stay out of the engine. Where a task fails with an error, what catches it gets {@code failure}, the message, and
 * {@code failedBy}.
 *
 * <p>A task whose key is not known is none of the engine's, or one of an engine before this one, or over for long. One that the engine
 * must have, as it runs the instance that made it, is refused: it cannot be told, and an operator has to know.
 *
 * <p>What the engine had told first is told back: it changes nothing there, and where both have changed the same task at
 * once, both agree on the log in the end.
 */
public final class UserTaskEvents {
    private static final Logger LOG = Logger.getLogger(UserTaskEvents.class);
    private static final String OUTCOME = "outcome";
    private static final String COMPLETED_BY = "completedBy";
    private static final String FORM = "form";
    private static final String FAILURE = "failure";
    private static final String FAILED_BY = "failedBy";

    private final Engine engine;
    private final TaskMemory tasks;
    private final TaskForms forms;
    private final InstanceMemory instances;
    private final InstantSource clock;

    /**
     * Told to the engine.
     *
     * @param forms tasks that processes made, also those whose key in the engine is not known
     */
    public UserTaskEvents(
            Engine engine, TaskMemory tasks, TaskForms forms, InstanceMemory instances, InstantSource clock) {
        this.engine = engine;
        this.tasks = tasks;
        this.forms = forms;
        this.instances = instances;
        this.clock = clock;
    }

    /** Returns once the engine knows. */
    public void on(String tenant, String taskId, String actor, TaskEvent event) {
        if (!UserTaskId.isEngineTask(taskId)) {
            return;
        }
        switch (event) {
            case TaskEvent.Created created -> bind(tenant, taskId, created);
            case TaskEvent.Claimed claimed -> assign(tenant, taskId, claimed.assignee());
            case TaskEvent.Assigned assigned -> assign(tenant, taskId, assigned.assignee());
            case TaskEvent.Released _ -> assign(tenant, taskId, null);
            case TaskEvent.Completed completed -> {
                inEngine(tenant, taskId, key -> complete(taskId, key, result(actor, completed)));
                tasks.taskEnded(tenant, taskId);
            }
            case TaskEvent.Failed failed -> {
                if (UserTaskId.isJob(taskId)) {
                    inEngine(tenant, taskId, key -> fail(key, actor, failed));
                }
            }
            case TaskEvent.Cancelled _ -> tasks.taskEnded(tenant, taskId);
            case TaskEvent.DraftSaved _, TaskEvent.Resumed _ -> {}
        }
    }

    private void bind(String tenant, String taskId, TaskEvent.Created created) {
        if (created.engineKey() != null) {
            tasks.bindTask(tenant, taskId, Long.parseLong(created.engineKey()), created.processInstanceId());
        }
    }

    private void complete(String taskId, long key, ObjectNode variables) {
        if (UserTaskId.isJob(taskId)) {
            engine.completeJob(key, variables);
        } else {
            engine.completeUserTask(key, variables);
        }
    }

    private void fail(long jobKey, String actor, TaskEvent.Failed failed) {
        if (failed.errorCode() == null) {
            engine.failJob(jobKey, failed.message());
        } else {
            ObjectNode variables = Json.mapper().createObjectNode();
            variables.put(FAILURE, failed.message()).put(FAILED_BY, actor);
            engine.throwJobError(jobKey, failed.errorCode(), failed.message(), variables);
        }
    }

    /** A job has nobody in the engine. */
    private void assign(String tenant, String taskId, @Nullable String assignee) {
        if (UserTaskId.isJob(taskId)) {
            return;
        }
        inEngine(tenant, taskId, key -> {
            if (assignee == null) {
                tasks.unassigning(tenant, taskId, clock.instant());
                engine.unassignUserTask(key);
            } else {
                engine.assignUserTask(key, assignee);
            }
        });
    }

    private void inEngine(String tenant, String taskId, LongConsumer effect) {
        OptionalLong key = tasks.userTaskKey(tenant, taskId);
        if (key.isEmpty()) {
            requireNone(tenant, taskId);
            return;
        }
        try {
            effect.accept(key.getAsLong());
        } catch (NotFound e) {
            LOG.debugf("user task is gone tenant=%s task=%s", tenant, taskId);
        }
    }

    /** Its id names a key too, but everybody can give a task such an id, and an engine without data gives the same keys again. */
    private void requireNone(String tenant, String taskId) {
        Optional<InstanceRef> running = forms.find(tenant, taskId)
                .map(TaskForms.TaskForm::instance)
                .filter(instance -> instances.engineKey(instance).isPresent());
        if (running.isPresent()) {
            throw new Refused(
                    "unknown-task",
                    "the memory of the bridge does not know task " + taskId
                            + ", which the engine has; it is made anew from the log where"
                            + " its mark in Redis is taken away (docket:bridge:whole)");
        }
        LOG.debugf("no user task of the engine tenant=%s task=%s", tenant, taskId);
    }

    private static ObjectNode result(String actor, TaskEvent.Completed completed) {
        JsonNode data = completed.data();
        ObjectNode variables = Json.mapper().createObjectNode();
        if (completed.form() != null) {
            variables.set(FORM, Json.mapper().valueToTree(completed.form()));
        }
        JsonNode outcome = data == null ? null : data.get(OUTCOME);
        if (outcome != null && outcome.isValueNode()) {
            variables.set(OUTCOME, outcome);
        }
        return variables.put(COMPLETED_BY, actor);
    }
}
