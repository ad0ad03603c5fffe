package io.docket.workflow.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.command.Commands;
import io.docket.workflow.retry.Unavailable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A command service that accepts everything, once for each idempotency key, and writes the events; behind it a user who
 * completes every task.
 */
public final class CommandServiceDouble implements Commands {
    private final Steps steps;
    private final EventLog log;
    private final Set<String> keys = new HashSet<>();
    private final List<BridgeCommand> accepted = new ArrayList<>();
    private int outage;

    public CommandServiceDouble(Steps steps, EventLog log) {
        this.steps = steps;
        this.log = log;
    }

    /** The next commands are not answered. */
    public void fail(int commands) {
        outage = commands;
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

    @Override
    public synchronized void send(BridgeCommand command) {
        if (outage > 0) {
            outage--;
            throw new Unavailable("the command service is down", null);
        }
        steps.take(() -> {
            if (keys.add(command.tenant() + command.idempotencyKey())) {
                accepted.add(command);
                events(command.type(), command.payload());
            }
        });
    }

    private void events(String type, JsonNode payload) {
        String instance = payload.path("processInstanceId").asText();
        switch (type) {
            case "record-process" ->
                log.append(
                        "process",
                        instance,
                        switch (payload.path("state").asText()) {
                            case "started" ->
                                (DomainEvent) new ProcessEvent.Started(
                                        payload.path("engineKey").asText(), 1);
                            case "completed" -> new ProcessEvent.Completed();
                            default -> new ProcessEvent.Terminated();
                        });
            case "create-task" -> {
                String task = payload.path("taskId").asText();
                log.append("task", task, created(payload, instance));
                log.append("task", task, new TaskEvent.Claimed("anna"));
                log.append("task", task, new TaskEvent.Completed(null));
            }
            case "cancel-task" -> log.append("task", payload.path("taskId").asText(), new TaskEvent.Cancelled());
            default -> throw new IllegalArgumentException(type);
        }
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
                null);
    }
}
