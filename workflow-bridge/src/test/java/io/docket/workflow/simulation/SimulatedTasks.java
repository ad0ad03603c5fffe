package io.docket.workflow.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.workflow.engine.Engine;
import io.docket.workflow.engine.NotFound;
import io.docket.workflow.retry.Refused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The user tasks of a simulated engine: native ones, or jobs. One ends its instance. */
public final class SimulatedTasks {
    /** Code of the error that every process catches. */
    public static final String CAUGHT = "caught";

    /** What makes an incident of an instance. */
    interface Stuck {
        void at(long instanceKey, String type, String message, long jobKey);
    }

    private final Steps steps;
    private final SimulatedLog log;
    private final PlannedFaults faults;
    private final Map<Long, SimulatedInstance> active;
    private final Stuck stuck;
    private final Map<Long, ObjectNode> results = new HashMap<>();
    private final Map<Long, @Nullable String> assignees = new HashMap<>();
    private final Set<Long> failed = new HashSet<>();
    private final List<String> failures = new ArrayList<>();
    private String kind = "USER_TASK";

    SimulatedTasks(
            Steps steps, SimulatedLog log, PlannedFaults faults, Map<Long, SimulatedInstance> active, Stuck stuck) {
        this.steps = steps;
        this.log = log;
        this.faults = faults;
        this.active = active;
        this.stuck = stuck;
    }

    /** User tasks are jobs from now on. */
    public void haveUserTasksAsJobs() {
        kind = "JOB";
    }

    /** Variables that user tasks were completed with. */
    public Map<Long, ObjectNode> results() {
        return results;
    }

    /** Failures of jobs: the message, or the error with its code and variables. */
    public List<String> failures() {
        return failures;
    }

    /** Who has which user task. */
    public Map<Long, @Nullable String> assignees() {
        return assignees;
    }

    /** Another client gives the user task to somebody, or to nobody. */
    public void assignByOther(long userTaskKey, String assignee) {
        give(userTaskKey, assignee, assignee.isEmpty() ? "unassign" : "assign");
    }

    /** Another client completes the only task that there is. */
    public void completeByOther() {
        Map.Entry<Long, SimulatedInstance> only = active.entrySet().iterator().next();
        end(kind, only.getValue().task(), only.getKey(), "complete");
    }

    String kind() {
        return kind;
    }

    void fail(long jobKey, String message) {
        steps.take(() -> {
            long instance = instanceOf("JOB", jobKey);
            if (failed.add(jobKey)) {
                failures.add(message);
                log.write("JOB/FAILED", jobKey, RecordValues.userTask(instance).put("elementId", RecordValues.TASK));
                stuck.at(instance, "JOB_NO_RETRIES", message, jobKey);
            }
        });
    }

    void throwError(long jobKey, String code, String message, ObjectNode variables) {
        steps.take(() -> {
            long instance = instanceOf("JOB", jobKey);
            if (!failed.add(jobKey)) {
                return;
            }
            failures.add(code + " " + message + " " + variables);
            if (code.equals(CAUGHT)) {
                SimulatedInstance ended = Objects.requireNonNull(active.remove(instance));
                log.write(
                        "JOB/ERROR_THROWN",
                        jobKey,
                        RecordValues.userTask(instance).put("elementId", RecordValues.TASK));
                log.write("PROCESS_INSTANCE/ELEMENT_TERMINATED", ended.element(), RecordValues.element(instance));
                log.write("PROCESS_INSTANCE/ELEMENT_COMPLETED", instance, RecordValues.process(instance, null));
            } else {
                log.write(
                        "JOB/ERROR_THROWN",
                        jobKey,
                        RecordValues.userTask(instance).put("elementId", "NO_CATCH_EVENT_FOUND"));
                stuck.at(instance, "UNHANDLED_ERROR_EVENT", message, jobKey);
            }
        });
    }

    void complete(String kind, long key, ObjectNode variables) {
        steps.take(() -> {
            long instance = instanceOf(kind, key);
            if (failed.contains(key)) {
                throw new Refused("failed-precondition", "the job has failed");
            }
            faults.refuseTask();
            results.put(key, variables);
            end(kind, key, instance, kind.equals("JOB") ? "" : Engine.ACTION);
        });
    }

    private void end(String kind, long key, long instance, String action) {
        SimulatedInstance ended = Objects.requireNonNull(active.remove(instance));
        log.write(kind + "/COMPLETED", key, RecordValues.userTask(instance).put("action", action));
        log.write("VARIABLE/CREATED", log.key(), RecordValues.value(instance).put("name", "completedBy"));
        log.write("PROCESS_INSTANCE/ELEMENT_COMPLETED", ended.element(), RecordValues.element(instance));
        log.write("PROCESS_INSTANCE/ELEMENT_COMPLETED", instance, RecordValues.process(instance, null));
    }

    void assign(long userTaskKey, String assignee, String action) {
        steps.take(() -> give(userTaskKey, assignee, action));
    }

    private void give(long userTaskKey, String assignee, String action) {
        long instance = instanceOf("USER_TASK", userTaskKey);
        assignees.put(userTaskKey, assignee.isEmpty() ? null : assignee);
        log.write(
                "USER_TASK/ASSIGNED",
                userTaskKey,
                RecordValues.userTask(instance).put("assignee", assignee).put("action", action));
    }

    /** The job of the task may be worked on again. */
    void mayGoOn(long jobKey) {
        failed.remove(jobKey);
    }

    private long instanceOf(String asked, long key) {
        return active.entrySet().stream()
                .filter(instance -> asked.equals(kind) && instance.getValue().task() == key)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new NotFound("no " + asked + " " + key));
    }
}
