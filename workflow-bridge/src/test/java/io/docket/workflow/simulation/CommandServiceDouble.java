package io.docket.workflow.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.MessageEvent;
import io.docket.contracts.event.ProcessDefinitionEvent;
import io.docket.contracts.event.ProcessDefinitionEvent.EngineVersion;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.json.Json;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.command.CommandBatches;
import io.docket.workflow.command.CommandGroups;
import io.docket.workflow.command.Commands;
import io.docket.workflow.command.NoAccount;
import io.docket.workflow.retry.Unavailable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A command service that accepts everything, once for each idempotency key, and writes the events; behind it a user who
 * completes every task.
 */
public final class CommandServiceDouble implements Commands, CommandGroups, CommandBatches {
    private final Steps steps;
    private final EventLog log;
    private final Set<String> keys = new HashSet<>();
    private final List<BridgeCommand> accepted = new ArrayList<>();
    private final Map<String, ProcessEvent.IncidentRaised> incidents = new LinkedHashMap<>();
    private final Map<String, Long> positions = new HashMap<>();
    private final Map<String, String> assignees = new HashMap<>();
    private final Set<String> endedTasks = new HashSet<>();
    private final List<String> recorded = new ArrayList<>();
    private final Set<String> withoutAccount = new HashSet<>();
    private int outage;
    private String tenant = "acme";
    private boolean busy = true;

    public CommandServiceDouble(Steps steps, EventLog log) {
        this.steps = steps;
        this.log = log;
    }

    /** The next commands are not answered. */
    public void fail(int commands) {
        outage = commands;
    }

    /** The issuer knows no account of the bridge in the tenant. */
    public void refuse(String withoutIt) {
        withoutAccount.add(withoutIt);
    }

    /** The issuer knows one. */
    public void welcome(String withIt) {
        withoutAccount.remove(withIt);
    }

    /** The user does nothing from now on. */
    public void restUser() {
        busy = false;
    }

    /** Open incidents, {@code <instance>/<id>}. */
    public Map<String, ProcessEvent.IncidentRaised> incidents() {
        return incidents;
    }

    /** Steps that are recorded: {@code <instance> <kind> [<called process>/]<element>}, the message, and the names of data. */
    public List<String> steps() {
        return recorded;
    }

    /** What was accepted, in order. */
    public synchronized List<BridgeCommand> accepted() {
        return List.copyOf(accepted);
    }

    /** Payloads of the accepted commands of the type. */
    public List<String> accepted(String type, String field) {
        return accepted().stream()
                .filter(command -> command.type().equals(type))
                .map(command -> command.payload().path(field).asText())
                .toList();
    }

    /** Somebody takes the task. */
    public void claim(String task, String user) {
        assignees.put(task, user);
        append("task", task, new TaskEvent.Claimed(user));
    }

    /** Whoever has the task gives it back. */
    public void release(String task) {
        append("task", task, new TaskEvent.Released(Objects.requireNonNull(assignees.remove(task))));
    }

    /** Whoever has the task cannot do it. */
    public void fail(String task, @Nullable String errorCode, String message) {
        append("task", task, new TaskEvent.Failed(errorCode, message));
    }

    /** Whoever has the task has done it. */
    public void complete(String task) {
        end(task, new TaskEvent.Completed(null));
    }

    /** Who has the task; empty if nobody has. */
    public String assignee(String task) {
        return assignees.getOrDefault(task, "");
    }

    private void assign(String task, String user) {
        String from = assignee(task);
        if (!endedTasks.contains(task) && !user.equals(from)) {
            assignees.put(task, user);
            append("task", task, new TaskEvent.Assigned(user.isEmpty() ? null : user, from.isEmpty() ? null : from));
        }
    }

    private void end(String task, TaskEvent end) {
        if (endedTasks.add(task)) {
            append("task", task, end);
        }
    }

    @Override
    public synchronized void send(BridgeCommand command) {
        if (outage > 0) {
            outage--;
            throw new Unavailable("the command service is down", null);
        }
        if (withoutAccount.contains(command.tenant())) {
            throw NoAccount.of(command.tenant(), "401 invalid_client");
        }
        steps.take(() -> {
            if (keys.add(command.tenant() + command.idempotencyKey())) {
                accepted.add(command);
                tenant = command.tenant();
                events(command.type(), command.payload());
            }
        });
    }

    @Override
    public CompletableFuture<List<Answer>> begin(List<BridgeCommand> group) {
        List<Answer> answers = new ArrayList<>();
        RuntimeException holdsUp = null;
        for (BridgeCommand command : group) {
            try {
                if (holdsUp == null) {
                    send(command);
                }
                answers.add(holdsUp == null ? Answer.of(Json.mapper().createObjectNode()) : Answer.failed(holdsUp));
            } catch (Unavailable e) {
                holdsUp = e;
                answers.add(Answer.failed(e));
            }
        }
        return CompletableFuture.completedFuture(answers);
    }

    private void append(String entity, String id, DomainEvent event) {
        log.append(tenant, entity, id, event);
    }

    @Override
    public List<Answer> callAll(List<BridgeCommand> commands) {
        return begin(commands).join();
    }

    private void events(String type, JsonNode payload) {
        String instance = payload.path("processInstanceId").asText();
        switch (type) {
            case "record-process" -> report(instance, payload);
            case "adopt-process" -> {
                append(
                        "process",
                        instance,
                        new ProcessEvent.Requested(
                                null, payload.path("processId").asText(), null));
                append(
                        "process",
                        instance,
                        new ProcessEvent.Started(payload.path("engineKey").asText(), 1));
            }
            case "record-incident" -> incident(instance, payload);
            case "record-steps" -> payload.path("steps").forEach(step -> step(instance, step));
            case "record-deployment" -> deployment(payload);
            case "record-message" ->
                append(
                        "message",
                        payload.path("messageId").asText(),
                        new MessageEvent.Refused(payload.path("code").asText(), ""));
            case "create-task" -> {
                String task = payload.path("taskId").asText();
                append("task", task, created(payload, instance));
                if (busy) {
                    claim(task, "anna");
                    end(task, new TaskEvent.Completed(null));
                }
            }
            case "assign-task" ->
                assign(payload.path("taskId").asText(), payload.path("assignee").asText(""));
            case "complete-task" -> end(payload.path("taskId").asText(), new TaskEvent.Completed(null));
            case "cancel-task" -> end(payload.path("taskId").asText(), new TaskEvent.Cancelled());
            default -> throw new IllegalArgumentException(type);
        }
    }

    private void report(String instance, JsonNode payload) {
        switch (payload.path("state").asText()) {
            case "started" -> {
                append(
                        "process",
                        instance,
                        new ProcessEvent.Started(payload.path("engineKey").asText(), 1));
                if (incidents.remove(instance + "/start") != null) {
                    append("process", instance, new ProcessEvent.IncidentResolved("start"));
                }
            }
            case "completed" -> append("process", instance, new ProcessEvent.Completed());
            case "migrated" ->
                append(
                        "process",
                        instance,
                        new ProcessEvent.Migrated(
                                payload.path("processId").asText(),
                                payload.path("processVersion").asLong()));
            default -> append("process", instance, new ProcessEvent.Terminated());
        }
    }

    private void incident(String instance, JsonNode payload) {
        String id = payload.path("incidentId").asText();
        String key = instance + "/" + id;
        if (payload.path("state").asText().equals("resolved")) {
            if (incidents.remove(key) != null) {
                append("process", instance, new ProcessEvent.IncidentResolved(id));
            }
            return;
        }
        ProcessEvent.IncidentRaised raised = Json.read(Json.bytes(payload), ProcessEvent.IncidentRaised.class);
        incidents.put(key, raised);
        append("process", instance, raised);
    }

    private void step(String instance, JsonNode step) {
        long position = step.path("enginePosition").asLong();
        if (position > positions.getOrDefault(instance, -1L)) {
            positions.put(instance, position);
            recorded.add(instance + " " + step.path("kind").asText() + " "
                    + (step.has("called") ? step.at("/called/processId").asText() + "/" : "")
                    + step.path("elementId").asText()
                    + (step.has("message") ? " " + step.path("message").asText() : "")
                    + (step.has("dataKeys") ? " " + step.path("dataKeys") : ""));
        }
    }

    private void deployment(JsonNode payload) {
        String id = payload.path("definitionId").asText();
        long deployment = payload.path("deployment").asLong();
        append(
                "process-definition",
                id,
                payload.path("outcome").asText().equals("activated")
                        ? new ProcessDefinitionEvent.Activated(
                                deployment,
                                StreamSupport.stream(payload.path("processes").spliterator(), false)
                                        .map(json -> Json.read(Json.bytes(json), EngineVersion.class))
                                        .toList(),
                                List.of(),
                                List.of())
                        : new ProcessDefinitionEvent.Refused(
                                deployment, payload.path("code").asText(), ""));
    }

    private static TaskEvent created(JsonNode payload, String instance) {
        return new TaskEvent.Created(
                payload.path("caseId").asText(),
                instance,
                payload.path("engineKey").asText(),
                payload.path("name").asText(),
                null,
                List.of(),
                List.of(),
                null,
                null,
                50,
                null,
                payload.path("taskDefinitionKey").asText(),
                null);
    }
}
