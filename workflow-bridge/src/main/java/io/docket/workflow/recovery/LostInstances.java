package io.docket.workflow.recovery;

import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.json.Json;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.command.Commands;
import io.docket.workflow.incident.Incidents;
import io.docket.workflow.instance.InstanceCommands;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.rebuild.Rebuilt;
import io.docket.workflow.rebuild.Rebuilt.EngineTask;
import io.docket.workflow.rebuild.Rebuilt.Running;
import io.docket.workflow.rebuild.Rebuilt.TaskRef;
import io.docket.workflow.retry.Refused;
import org.jboss.logging.Logger;

/**
 * Tells of the instances that went down with their engine: each is an incident, whose resolution starts it from its
 * beginning; one whose end was asked for has ended. Their tasks, which nobody could complete any more, are cancelled.
 */
final class LostInstances {
    private static final Logger LOG = Logger.getLogger(LostInstances.class);
    private static final String KEY = "engine-lost:";
    private static final String MESSAGE = "the engine lost its data, and this instance with it;"
            + " resolve the incident to start it from its beginning, or cancel the process";

    private final Commands commands;
    private final Incidents incidents;

    LostInstances(Commands commands, Incidents incidents) {
        this.commands = commands;
        this.incidents = incidents;
    }

    /** Tasks first: an instance that is told to be lost is not looked at again after a crash. */
    void report(Rebuilt rebuilt) {
        rebuilt.tasks().forEach((task, made) -> {
            if (rebuilt.running().containsKey(new InstanceRef(task.tenant(), made.processInstanceId()))) {
                cancel(task, made);
            }
        });
        rebuilt.running().forEach(this::report);
    }

    private void report(InstanceRef instance, Running run) {
        if (run.cancelled()) {
            send(InstanceCommands.terminated(instance, KEY + run.startedId()));
        } else {
            incidents.raise(
                    instance,
                    ProcessEvent.START,
                    ProcessEvent.ENGINE_LOST,
                    MESSAGE,
                    run.request().toString(),
                    run.startedId());
        }
    }

    private void cancel(TaskRef task, EngineTask made) {
        send(new BridgeCommand(
                task.tenant(),
                "cancel-task",
                KEY + made.createdId(),
                Json.mapper().createObjectNode().put("taskId", task.id())));
    }

    private void send(BridgeCommand command) {
        try {
            commands.send(command);
        } catch (Refused e) {
            LOG.warnf(
                    "not taken command=%s payload=%s error=\"%s\"", command.type(), command.payload(), e.getMessage());
        }
    }
}
