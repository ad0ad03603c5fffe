package io.docket.workflow.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.engine.AlreadyThere;
import io.docket.workflow.engine.DeployedVersions;
import io.docket.workflow.engine.Engine;
import io.docket.workflow.engine.EngineBusy;
import io.docket.workflow.engine.EngineMessage;
import io.docket.workflow.engine.EngineResource;
import io.docket.workflow.engine.NotFound;
import io.docket.workflow.record.EngineRecord;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An engine in memory that writes the log which Zeebe writes. Each of its processes is one user task, {@code review}.
 * Faults are planned ahead and hit one request each.
 */
public final class SimulatedEngine implements Engine {
    /** How the next creation or publication goes wrong. */
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
    /** A message that is named so, and then for a process, starts one. */
    public static final String BEGINNING = "begin:";

    /** Code of the error that every process catches. */
    public static final String CAUGHT = "caught";

    private static final long FIRST_KEY = 1_000;

    private final Steps steps;
    private final VirtualTime time;
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final SimulatedDefinitions definitions = new SimulatedDefinitions();
    private final SimulatedTimers timers;
    private final Map<Long, SimulatedInstance> active = new HashMap<>();
    private final Map<Long, Long> incidents = new HashMap<>();
    private final List<EngineRecord> log = new ArrayList<>();
    private final List<String> created = new ArrayList<>();
    private final List<String> published = new ArrayList<>();
    private final Map<Long, ObjectNode> results = new HashMap<>();
    private final Map<Long, @Nullable String> assignees = new HashMap<>();
    private final Set<Long> failed = new HashSet<>();
    private final List<String> failures = new ArrayList<>();
    private int refusals;
    private int taskRefusals;
    private long nextKey = FIRST_KEY;
    private int begin;
    private String userTasks = "USER_TASK";

    public SimulatedEngine(Steps steps, VirtualTime time) {
        this.steps = steps;
        this.time = time;
        this.timers = new SimulatedTimers(steps);
    }

    /** User tasks are jobs from now on. */
    public void haveUserTasksAsJobs() {
        userTasks = "JOB";
    }

    /** The next creation or publication goes wrong. */
    public void plan(Fault fault) {
        faults.add(fault);
    }

    /** The next creations are refused. */
    public void refuse(int creations) {
        refusals = creations;
    }

    /** The next completions of user tasks are refused. */
    public void refuseTasks(int completions) {
        taskRefusals = completions;
    }

    /** Its data is gone; a new engine counts from the beginning. */
    public void wipe() {
        definitions.clear();
        timers.clear();
        active.clear();
        incidents.clear();
        nextKey = FIRST_KEY;
        begin = log.size();
        time.sleep(Duration.ofSeconds(1));
    }

    /** Everything that happened, in the logs of all engines. */
    public List<EngineRecord> log() {
        return log;
    }

    /** Ids (ours) of the instances that were created, as often as they were. */
    public List<String> created() {
        return created;
    }

    /** Names of the messages that were published, as often as they were. */
    public List<String> published() {
        return published;
    }

    /** What was deployed. */
    public SimulatedDefinitions definitions() {
        return definitions;
    }

    /** Timers of schedules. */
    public SimulatedTimers timers() {
        return timers;
    }

    /** Keys of the instances that have not ended. */
    public Set<Long> active() {
        return active.keySet();
    }

    /** Keys of the definitions that the active instances are in. */
    public List<Long> activeDefinitions() {
        return active.values().stream().map(SimulatedInstance::definition).toList();
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

    /** Open incidents. */
    public Set<Long> incidents() {
        return incidents.keySet();
    }

    /** Another client gives the user task to somebody, or to nobody. */
    public void assignByOther(long userTaskKey, String assignee) {
        assign(userTaskKey, assignee, assignee.isEmpty() ? "unassign" : "assign");
    }

    /** Another client completes the only task that there is. */
    public void completeByOther() {
        Map.Entry<Long, SimulatedInstance> only = active.entrySet().iterator().next();
        end(userTasks, only.getValue().task(), only.getKey(), "complete");
    }

    /** The engine starts an instance of the process by itself. */
    public void startByItself(String processId) {
        SimulatedDefinitions.Version version = definitions.latest(processId);
        long key = nextKey++;
        active.put(key, new SimulatedInstance(version.key(), nextKey++, nextKey++));
        write("PROCESS_INSTANCE/ELEMENT_ACTIVATED", key, process(key, version));
    }

    /** The instance runs a process that it calls, of one element {@code ask}. */
    public void call(long instanceKey, String processId) {
        long called = nextKey++;
        ObjectNode process = value(called)
                .put("parentProcessInstanceKey", instanceKey)
                .put("bpmnProcessId", processId)
                .put("bpmnElementType", "PROCESS");
        ObjectNode element = value(called)
                .put("parentProcessInstanceKey", instanceKey)
                .put("elementId", "ask")
                .put("bpmnElementType", "TASK");
        long key = nextKey++;
        write("PROCESS_INSTANCE/ELEMENT_ACTIVATED", called, process);
        write("PROCESS_INSTANCE/ELEMENT_ACTIVATED", key, element);
        write("PROCESS_INSTANCE/ELEMENT_COMPLETED", key, element);
        write("PROCESS_INSTANCE/ELEMENT_COMPLETED", called, process);
    }

    /** The instance gets stuck at its task. */
    public void getStuck(long instanceKey) {
        getStuck(instanceKey, "JOB_NO_RETRIES", "declined", 6);
    }

    private void getStuck(long instanceKey, String type, String message, long jobKey) {
        long incident = nextKey++;
        incidents.put(incident, instanceKey);
        write(
                "INCIDENT/CREATED",
                incident,
                value(instanceKey)
                        .put("errorType", type)
                        .put("errorMessage", message)
                        .put("elementId", "review")
                        .put("elementInstanceKey", 5)
                        .put("jobKey", jobKey));
    }

    /** Deploys one resource. */
    public void deploy(String resourceName, String content) {
        deploy(List.of(new EngineResource(resourceName, content)));
    }

    @Override
    public DeployedVersions deploy(List<EngineResource> resources) {
        return steps.take(() -> definitions.deploy(resources, () -> nextKey++));
    }

    @Override
    public boolean hasDecision(String decisionId) {
        return definitions.hasDecision(decisionId);
    }

    @Override
    public long create(String processId, ObjectNode variables) {
        return steps.take(() -> faulty(() -> instance(processId, variables)));
    }

    @Override
    public long publish(EngineMessage message) {
        return steps.take(() -> faulty(() -> message(message)));
    }

    private long faulty(LongSupplier effect) {
        Fault fault = faults.poll();
        if (fault == null) {
            return effect.getAsLong();
        }
        switch (fault) {
            case BUSY -> throw new EngineBusy("busy", null);
            case LOST -> {}
            case ANSWER_LOST -> effect.getAsLong();
            case LATE -> time.after(LATE, effect::getAsLong);
        }
        throw new Unavailable(fault.name(), null);
    }

    private long message(EngineMessage message) {
        if (message.name().contains("unrunnable")) {
            throw new Refused("invalid-argument", message.name());
        }
        if (!message.timeToLive().isZero() && published.contains(message.name())) {
            throw new AlreadyThere(message.id());
        }
        published.add(message.name());
        long key = nextKey++;
        write(
                "MESSAGE/PUBLISHED",
                key,
                Json.mapper().createObjectNode().put("name", message.name()).put("messageId", message.id()));
        if (message.name().contains(BEGINNING)) {
            write(
                    "MESSAGE_START_EVENT_SUBSCRIPTION/CORRELATED",
                    key,
                    value(nextKey).put("messageKey", key).put("messageName", message.name()));
            startByItself(message.name().substring(message.name().indexOf(BEGINNING) + BEGINNING.length()));
            return key;
        }
        active.keySet().stream()
                .findFirst()
                .ifPresent(taker -> write(
                        "PROCESS_MESSAGE_SUBSCRIPTION/CORRELATED",
                        key,
                        value(taker)
                                .put("messageKey", key)
                                .put("messageName", message.name())
                                .put("elementId", "review")));
        return key;
    }

    private long instance(String processId, ObjectNode variables) {
        SimulatedDefinitions.Version version = definitions.latest(processId);
        if (refusals > 0) {
            refusals--;
            throw new Refused("invalid-argument", "not now");
        }
        long key = nextKey++;
        created.add(variables.path("docketProcessInstanceId").asText());
        ObjectNode value = value(key);
        value.set("variables", variables);
        write("PROCESS_INSTANCE_CREATION/CREATED", nextKey++, value);
        write("PROCESS_INSTANCE/ELEMENT_ACTIVATED", key, process(key, version));
        long element = nextKey++;
        write("PROCESS_INSTANCE/ELEMENT_ACTIVATED", element, element(key));
        long task = nextKey++;
        active.put(key, new SimulatedInstance(version.key(), task, element));
        write(userTasks + "/CREATED", task, userTask(key).put("elementId", "review"));
        return key;
    }

    @Override
    public void cancel(long instanceKey) {
        steps.take(() -> {
            SimulatedInstance instance = active.remove(instanceKey);
            if (instance == null) {
                throw new NotFound("no instance " + instanceKey);
            }
            write(userTasks + "/CANCELED", instance.task(), userTask(instanceKey));
            write("PROCESS_INSTANCE/ELEMENT_TERMINATED", instance.element(), element(instanceKey));
            write("PROCESS_INSTANCE/ELEMENT_TERMINATED", instanceKey, process(instanceKey, null));
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

    @Override
    public void failJob(long jobKey, String message) {
        steps.take(() -> {
            long instance = instanceOf("JOB", jobKey);
            if (failed.add(jobKey)) {
                failures.add(message);
                write("JOB/FAILED", jobKey, userTask(instance).put("elementId", "review"));
                getStuck(instance, "JOB_NO_RETRIES", message, jobKey);
            }
        });
    }

    @Override
    public void throwJobError(long jobKey, String code, String message, ObjectNode variables) {
        steps.take(() -> {
            long instance = instanceOf("JOB", jobKey);
            if (!failed.add(jobKey)) {
                return;
            }
            failures.add(code + " " + message + " " + variables);
            if (code.equals(CAUGHT)) {
                SimulatedInstance ended = Objects.requireNonNull(active.remove(instance));
                write("JOB/ERROR_THROWN", jobKey, userTask(instance).put("elementId", "review"));
                write("PROCESS_INSTANCE/ELEMENT_TERMINATED", ended.element(), element(instance));
                write("PROCESS_INSTANCE/ELEMENT_COMPLETED", instance, process(instance, null));
            } else {
                write("JOB/ERROR_THROWN", jobKey, userTask(instance).put("elementId", "NO_CATCH_EVENT_FOUND"));
                getStuck(instance, "UNHANDLED_ERROR_EVENT", message, jobKey);
            }
        });
    }

    private void complete(String kind, long key, ObjectNode variables) {
        steps.take(() -> {
            long instance = instanceOf(kind, key);
            if (failed.contains(key)) {
                throw new Refused("failed-precondition", "the job has failed");
            }
            if (taskRefusals > 0) {
                taskRefusals--;
                throw new Refused("invalid-argument", "not now");
            }
            results.put(key, variables);
            end(kind, key, instance, kind.equals("JOB") ? "" : ACTION);
        });
    }

    private void end(String kind, long key, long instance, String action) {
        SimulatedInstance ended = Objects.requireNonNull(active.remove(instance));
        write(kind + "/COMPLETED", key, userTask(instance).put("action", action));
        write("VARIABLE/CREATED", nextKey++, value(instance).put("name", "completedBy"));
        write("PROCESS_INSTANCE/ELEMENT_COMPLETED", ended.element(), element(instance));
        write("PROCESS_INSTANCE/ELEMENT_COMPLETED", instance, process(instance, null));
    }

    private void assign(long userTaskKey, String assignee, String action) {
        long instance = instanceOf("USER_TASK", userTaskKey);
        assignees.put(userTaskKey, assignee.isEmpty() ? null : assignee);
        write(
                "USER_TASK/ASSIGNED",
                userTaskKey,
                userTask(instance).put("assignee", assignee).put("action", action));
    }

    @Override
    public void assignUserTask(long userTaskKey, String assignee) {
        steps.take(() -> assign(userTaskKey, assignee, ACTION));
    }

    @Override
    public void unassignUserTask(long userTaskKey) {
        steps.take(() -> assign(userTaskKey, "", "unassign"));
    }

    @Override
    public void updateRetries(long jobKey, int retries) {
        steps.take(() -> {});
    }

    @Override
    public void resolveIncident(long incidentKey) {
        steps.take(() -> {
            Long instance = incidents.remove(incidentKey);
            if (instance == null) {
                throw new NotFound("no incident " + incidentKey);
            }
            SimulatedInstance stuck = active.get(instance);
            if (stuck != null) {
                failed.remove(stuck.task());
            }
            write("INCIDENT/RESOLVED", incidentKey, value(instance));
        });
    }

    @Override
    public void migrate(long instanceKey, long definitionKey, Map<String, String> mapping) {
        steps.take(() -> {
            SimulatedInstance instance = active.get(instanceKey);
            if (instance == null) {
                throw new NotFound("no instance " + instanceKey);
            }
            if (instance.definition() == definitionKey || !mapping.containsKey("review")) {
                throw new Refused("invalid-argument", "no element as in the mapping");
            }
            active.put(instanceKey, new SimulatedInstance(definitionKey, instance.task(), instance.element()));
            write(
                    "PROCESS_INSTANCE/ELEMENT_MIGRATED",
                    instanceKey,
                    process(instanceKey, definitions.version(definitionKey)));
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

    private long instanceOf(String kind, long key) {
        return active.entrySet().stream()
                .filter(instance ->
                        kind.equals(userTasks) && instance.getValue().task() == key)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new NotFound("no " + kind + " " + key));
    }

    private static ObjectNode userTask(long instanceKey) {
        return value(instanceKey).put("type", "io.camunda.zeebe:userTask");
    }

    private static ObjectNode process(long instanceKey, SimulatedDefinitions.@Nullable Version version) {
        ObjectNode value = value(instanceKey).put("bpmnElementType", "PROCESS");
        return version == null
                ? value
                : value.put("version", version.number())
                        .put("bpmnProcessId", version.processId())
                        .put("processDefinitionKey", version.key());
    }

    private static ObjectNode element(long instanceKey) {
        return value(instanceKey).put("elementId", "review").put("bpmnElementType", "USER_TASK");
    }

    private static ObjectNode value(long instanceKey) {
        return Json.mapper()
                .createObjectNode()
                .put("processInstanceKey", instanceKey)
                .put("parentProcessInstanceKey", -1);
    }

    private void write(String kind, long key, ObjectNode value) {
        log.add(new EngineRecord(1, log.size() + 1L - begin, time.instant(), kind, key, value));
    }

    private record SimulatedInstance(long definition, long task, long element) {}
}
