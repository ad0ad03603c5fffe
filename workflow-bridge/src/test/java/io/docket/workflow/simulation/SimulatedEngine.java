package io.docket.workflow.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.workflow.engine.AlreadyThere;
import io.docket.workflow.engine.DeployedVersions;
import io.docket.workflow.engine.Engine;
import io.docket.workflow.engine.EngineMessage;
import io.docket.workflow.engine.EngineResource;
import io.docket.workflow.engine.NotFound;
import io.docket.workflow.record.EngineRecord;
import io.docket.workflow.retry.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An engine in memory that writes the log which Zeebe writes. Each of its processes is one user task, {@code review}.
 * Faults are planned ahead and hit one request each.
 */
public final class SimulatedEngine implements Engine {
    /** A message that is named so, and then for a process, starts one. */
    public static final String BEGINNING = "begin:";

    private final Steps steps;
    private final VirtualTime time;
    private final PlannedFaults faults;
    private final SimulatedDefinitions definitions = new SimulatedDefinitions();
    private final SimulatedTimers timers;
    private final Map<Long, SimulatedInstance> active = new HashMap<>();
    private final Map<Long, Long> incidents = new HashMap<>();
    private final SimulatedLog log;
    private final List<String> created = new ArrayList<>();
    private final List<String> published = new ArrayList<>();
    private final SimulatedTasks tasks;

    public SimulatedEngine(Steps steps, VirtualTime time) {
        this.steps = steps;
        this.time = time;
        this.faults = new PlannedFaults(time);
        this.log = new SimulatedLog(time);
        this.tasks = new SimulatedTasks(steps, log, faults, active, this::getStuck);
        this.timers = new SimulatedTimers(steps);
    }

    /** User tasks: who has them, how they ended. */
    public SimulatedTasks tasks() {
        return tasks;
    }

    /** What goes wrong next. */
    public PlannedFaults faults() {
        return faults;
    }

    /** Its data is gone; a new engine counts from the beginning. */
    public void wipe() {
        definitions.clear();
        timers.clear();
        active.clear();
        incidents.clear();
        log.beginAnew();
        time.sleep(Duration.ofSeconds(1));
    }

    /** Everything that happened, in the logs of all engines. */
    public List<EngineRecord> log() {
        return log.records();
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

    /** Open incidents. */
    public Set<Long> incidents() {
        return incidents.keySet();
    }

    /** The engine starts an instance of the process by itself. */
    public void startByItself(String processId) {
        start(log.key(), processId);
    }

    private void start(long key, String processId) {
        SimulatedDefinitions.Version version = definitions.latest(processId);
        active.put(key, new SimulatedInstance(version.key(), log.key(), log.key()));
        log.write("PROCESS_INSTANCE/ELEMENT_ACTIVATED", key, RecordValues.process(key, version));
    }

    /** The instance runs a process that it calls, of one element {@code ask}. */
    public void call(long instanceKey, String processId) {
        long called = log.key();
        ObjectNode process = RecordValues.called(called, instanceKey)
                .put("bpmnProcessId", processId)
                .put("bpmnElementType", "PROCESS");
        ObjectNode element =
                RecordValues.called(called, instanceKey).put("elementId", "ask").put("bpmnElementType", "TASK");
        long key = log.key();
        log.write("PROCESS_INSTANCE/ELEMENT_ACTIVATED", called, process);
        log.write("PROCESS_INSTANCE/ELEMENT_ACTIVATED", key, element);
        log.write("PROCESS_INSTANCE/ELEMENT_COMPLETED", key, element);
        log.write("PROCESS_INSTANCE/ELEMENT_COMPLETED", called, process);
    }

    /** The instance gets stuck at its task. */
    public void getStuck(long instanceKey) {
        getStuck(instanceKey, "JOB_NO_RETRIES", "declined", 6);
    }

    private void getStuck(long instanceKey, String type, String message, long jobKey) {
        long incident = log.key();
        incidents.put(incident, instanceKey);
        log.write(
                "INCIDENT/CREATED",
                incident,
                RecordValues.value(instanceKey)
                        .put("errorType", type)
                        .put("errorMessage", message)
                        .put("elementId", RecordValues.TASK)
                        .put("elementInstanceKey", 5)
                        .put("jobKey", jobKey));
    }

    /** The engine fails at the instance, and skips all that is about it from now on. */
    public void abandon(long instanceKey) {
        active.remove(instanceKey);
        log.write("ERROR/CREATED", -1, RecordValues.value(instanceKey).put("errorEventPosition", 1));
    }

    /** Deploys one resource. */
    public void deploy(String resourceName, String content) {
        deploy(List.of(new EngineResource(resourceName, content)));
    }

    @Override
    public DeployedVersions deploy(List<EngineResource> resources) {
        return steps.take(() -> definitions.deploy(resources, () -> log.key()));
    }

    @Override
    public boolean hasDecision(String decisionId) {
        return definitions.hasDecision(decisionId);
    }

    @Override
    public long create(String processId, ObjectNode variables) {
        return steps.take(() -> faults.hit(() -> instance(processId, variables)));
    }

    @Override
    public long publish(EngineMessage message) {
        return steps.take(() -> faults.hit(() -> message(message)));
    }

    private long message(EngineMessage message) {
        if (message.name().contains("unrunnable")) {
            throw new Refused("invalid-argument", message.name());
        }
        if (!message.timeToLive().isZero() && published.contains(message.name())) {
            throw new AlreadyThere(message.id());
        }
        published.add(message.name());
        long key = log.key();
        log.write("MESSAGE/PUBLISHED", key, RecordValues.message(message.name(), message.id()));
        if (message.name().contains(BEGINNING)) {
            long begun = log.key();
            log.write(
                    "MESSAGE_START_EVENT_SUBSCRIPTION/CORRELATED",
                    key,
                    RecordValues.value(begun)
                            .put("messageKey", key)
                            .put("messageName", message.name())
                            .put("correlationKey", message.correlationKey()));
            start(begun, message.name().substring(message.name().indexOf(BEGINNING) + BEGINNING.length()));
            reachStart(begun);
            return key;
        }
        active.keySet().stream()
                .findFirst()
                .ifPresent(taker -> log.write(
                        "PROCESS_MESSAGE_SUBSCRIPTION/CORRELATED",
                        key,
                        RecordValues.value(taker)
                                .put("messageKey", key)
                                .put("messageName", message.name())
                                .put("elementId", RecordValues.TASK)));
        return key;
    }

    /** As Zeebe goes on from the start event, another record comes between its beginning and its end. */
    private void reachStart(long instanceKey) {
        long start = log.key();
        log.write("PROCESS_INSTANCE/ELEMENT_ACTIVATED", start, RecordValues.messageStart(instanceKey));
        log.write("PROCESS_INSTANCE/ELEMENT_COMPLETING", start, RecordValues.messageStart(instanceKey));
        log.write("PROCESS_INSTANCE/ELEMENT_COMPLETED", start, RecordValues.messageStart(instanceKey));
    }

    private long instance(String processId, ObjectNode variables) {
        SimulatedDefinitions.Version version = definitions.latest(processId);
        faults.refuseCreation();
        long key = log.key();
        created.add(variables.path("docketProcessInstanceId").asText());
        ObjectNode value = RecordValues.value(key);
        value.set("variables", variables);
        log.write("PROCESS_INSTANCE_CREATION/CREATED", log.key(), value);
        log.write("PROCESS_INSTANCE/ELEMENT_ACTIVATED", key, RecordValues.process(key, version));
        long element = log.key();
        log.write("PROCESS_INSTANCE/ELEMENT_ACTIVATED", element, RecordValues.element(key));
        long task = log.key();
        active.put(key, new SimulatedInstance(version.key(), task, element));
        log.write(tasks.kind() + "/CREATED", task, RecordValues.userTask(key).put("elementId", RecordValues.TASK));
        return key;
    }

    @Override
    public void cancel(long instanceKey) {
        steps.take(() -> {
            SimulatedInstance instance = active.remove(instanceKey);
            if (instance == null) {
                throw new NotFound("no instance " + instanceKey);
            }
            log.write(tasks.kind() + "/CANCELED", instance.task(), RecordValues.userTask(instanceKey));
            log.write("PROCESS_INSTANCE/ELEMENT_TERMINATED", instance.element(), RecordValues.element(instanceKey));
            log.write("PROCESS_INSTANCE/ELEMENT_TERMINATED", instanceKey, RecordValues.process(instanceKey, null));
        });
    }

    @Override
    public void completeUserTask(long userTaskKey, ObjectNode variables) {
        tasks.complete("USER_TASK", userTaskKey, variables);
    }

    @Override
    public void completeJob(long jobKey, ObjectNode variables) {
        tasks.complete("JOB", jobKey, variables);
    }

    @Override
    public void failJob(long jobKey, String message) {
        tasks.fail(jobKey, message);
    }

    @Override
    public void throwJobError(long jobKey, String code, String message, ObjectNode variables) {
        tasks.throwError(jobKey, code, message, variables);
    }

    @Override
    public void assignUserTask(long userTaskKey, String assignee) {
        tasks.assign(userTaskKey, assignee, ACTION);
    }

    @Override
    public void unassignUserTask(long userTaskKey) {
        tasks.assign(userTaskKey, "", "unassign");
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
                tasks.mayGoOn(stuck.task());
            }
            log.write("INCIDENT/RESOLVED", incidentKey, RecordValues.value(instance));
        });
    }

    @Override
    public void migrate(long instanceKey, long definitionKey, Map<String, String> mapping) {
        steps.take(() -> {
            SimulatedInstance instance = active.get(instanceKey);
            if (instance == null) {
                throw new NotFound("no instance " + instanceKey);
            }
            if (instance.definition() == definitionKey || !mapping.containsKey(RecordValues.TASK)) {
                throw new Refused("invalid-argument", "no element as in the mapping");
            }
            active.put(instanceKey, new SimulatedInstance(definitionKey, instance.task(), instance.element()));
            log.write(
                    "PROCESS_INSTANCE/ELEMENT_MIGRATED",
                    instanceKey,
                    RecordValues.process(instanceKey, definitions.version(definitionKey)));
        });
    }

    @Override
    public void fence(String id, String correlationKey) {
        steps.take(() -> log.write("MESSAGE/PUBLISHED", log.key(), RecordValues.message(FENCE, id)));
    }

    @Override
    public int partitions() {
        return 1;
    }

    @Override
    public boolean isReachable() {
        return true;
    }
}
