package io.docket.workflow.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.engine.Engine;
import io.docket.workflow.engine.EngineBusy;
import io.docket.workflow.engine.NotFound;
import io.docket.workflow.record.EngineRecord;
import io.docket.workflow.retry.Unavailable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An engine in memory that writes the log which Zeebe writes. Each of its processes is one user task. Faults are planned
 * ahead and hit one request each.
 */
public final class SimulatedEngine implements Engine {
    /** How the next creation goes wrong. */
    public enum Fault {
        /** The engine turns it away. */
        BUSY,
        /** It gets lost on the way there. */
        LOST,
        /** It is done and the answer gets lost. */
        ANSWER_LOST,
        /** It arrives just before its deadline, when the bridge has given up long ago. */
        LATE
    }

    private static final Duration LATE = Duration.ofSeconds(9);

    private final Steps steps;
    private final VirtualTime time;
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final Set<String> resources = new HashSet<>();
    private final Map<Long, Long> instanceOfTask = new HashMap<>();
    private final Set<Long> active = new HashSet<>();
    private final List<EngineRecord> log = new ArrayList<>();
    private final List<String> created = new ArrayList<>();
    private final Map<Long, ObjectNode> results = new HashMap<>();
    private final Map<Long, @Nullable String> assignees = new HashMap<>();
    private String userTasks = "USER_TASK";
    private long nextKey = 1_000;

    public SimulatedEngine(Steps steps, VirtualTime time) {
        this.steps = steps;
        this.time = time;
    }

    /** User tasks are jobs from now on. */
    public void haveUserTasksAsJobs() {
        userTasks = "JOB";
    }

    /** The next creation goes wrong. */
    public void plan(Fault fault) {
        faults.add(fault);
    }

    /** Everything that happened. */
    public List<EngineRecord> log() {
        return log;
    }

    /** Ids (ours) of the instances that were created, as often as they were. */
    public List<String> created() {
        return created;
    }

    /** Keys of the instances that have not ended. */
    public Set<Long> active() {
        return active;
    }

    /** Variables that user tasks were completed with. */
    public Map<Long, ObjectNode> results() {
        return results;
    }

    /** Who has which user task. */
    public Map<Long, @Nullable String> assignees() {
        return assignees;
    }

    @Override
    public void deploy(String resourceName, String bpmn) {
        steps.take(() -> {
            resources.add(bpmn);
        });
    }

    @Override
    public long create(String processId, ObjectNode variables) {
        return steps.take(() -> {
            Fault fault = faults.poll();
            if (fault == null) {
                return instance(processId, variables);
            }
            switch (fault) {
                case BUSY -> throw new EngineBusy("busy", null);
                case LOST -> {}
                case ANSWER_LOST -> instance(processId, variables);
                case LATE -> time.after(LATE, () -> instance(processId, variables));
            }
            throw new Unavailable(fault.name(), null);
        });
    }

    private long instance(String processId, ObjectNode variables) {
        if (resources.stream().noneMatch(bpmn -> bpmn.contains("\"" + processId + "\""))) {
            throw new NotFound("no process " + processId);
        }
        long key = nextKey++;
        created.add(variables.path("docketProcessInstanceId").asText());
        active.add(key);
        ObjectNode value = value(key);
        value.set("variables", variables);
        write("PROCESS_INSTANCE_CREATION/CREATED", nextKey++, value);
        write("PROCESS_INSTANCE/ELEMENT_ACTIVATED", key, value(key).put("version", 1));
        long task = nextKey++;
        instanceOfTask.put(task, key);
        write(
                userTasks + "/CREATED",
                task,
                value(key).put("elementId", "review").put("type", "io.camunda.zeebe:userTask"));
        return key;
    }

    @Override
    public void cancel(long instanceKey) {
        steps.take(() -> {
            if (!active.remove(instanceKey)) {
                throw new NotFound("no instance " + instanceKey);
            }
            instanceOfTask.entrySet().stream()
                    .filter(task -> task.getValue() == instanceKey)
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(task -> {
                        instanceOfTask.remove(task);
                        write(
                                userTasks + "/CANCELED",
                                task,
                                value(instanceKey).put("type", "io.camunda.zeebe:userTask"));
                    });
            write("PROCESS_INSTANCE/ELEMENT_TERMINATED", instanceKey, value(instanceKey));
        });
    }

    @Override
    public void completeUserTask(long userTaskKey, ObjectNode variables) {
        complete("USER_TASK", userTaskKey, variables);
    }

    @Override
    public void completeJob(long jobKey, ObjectNode variables) {
        complete("JOB", jobKey, variables);
    }

    private void complete(String kind, long key, ObjectNode variables) {
        steps.take(() -> {
            Long instance = instanceOfTask.get(key);
            if (instance == null || !kind.equals(userTasks)) {
                throw new NotFound("no " + kind + " " + key);
            }
            instanceOfTask.remove(key);
            results.put(key, variables);
            active.remove(instance);
            write(kind + "/COMPLETED", key, value(instance));
            write("PROCESS_INSTANCE/ELEMENT_COMPLETED", instance, value(instance));
        });
    }

    @Override
    public void assignUserTask(long userTaskKey, String assignee) {
        steps.take(() -> {
            assignees.put(requireTask(userTaskKey), assignee);
        });
    }

    @Override
    public void unassignUserTask(long userTaskKey) {
        steps.take(() -> {
            assignees.put(requireTask(userTaskKey), null);
        });
    }

    @Override
    public void fence(String id, String correlationKey) {
        steps.take(() -> write(
                "MESSAGE/PUBLISHED",
                nextKey++,
                Json.mapper().createObjectNode().put("name", FENCE).put("messageId", id)));
    }

    @Override
    public int partitions() {
        return 1;
    }

    @Override
    public boolean isReachable() {
        return true;
    }

    private long requireTask(long userTaskKey) {
        if (!instanceOfTask.containsKey(userTaskKey) || !userTasks.equals("USER_TASK")) {
            throw new NotFound("no user task " + userTaskKey);
        }
        return userTaskKey;
    }

    private static ObjectNode value(long instanceKey) {
        return Json.mapper()
                .createObjectNode()
                .put("processInstanceKey", instanceKey)
                .put("parentProcessInstanceKey", -1);
    }

    private void write(String kind, long key, ObjectNode value) {
        log.add(new EngineRecord(1, log.size() + 1, time.instant(), kind, key, value));
    }
}
