package io.docket.workflow.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.json.Json;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.command.Commands;
import io.docket.workflow.engine.Engine;
import io.docket.workflow.engine.NotFound;
import io.docket.workflow.interim.TaskForms;
import io.docket.workflow.memory.InstanceMemory;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.Parking;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/** What is asked of an instance after its start, told to the engine. */
public final class InstanceEvents {
    private static final Logger LOG = Logger.getLogger(InstanceEvents.class);

    private final Engine engine;
    private final Commands commands;
    private final InstanceMemory instances;
    private final Parking parking;
    private final TaskForms tasks;

    /** Told to the engine, or back to the command service where the engine never had the instance. */
    public InstanceEvents(
            Engine engine, Commands commands, InstanceMemory instances, Parking parking, TaskForms tasks) {
        this.engine = engine;
        this.commands = commands;
        this.instances = instances;
        this.parking = parking;
        this.tasks = tasks;
    }

    /** The engine runs the instance: for a memory that does not know it yet. */
    public void started(InstanceRef instance, ProcessEvent.Started started) {
        instances.bind(instance, Long.parseLong(started.engineKey()));
    }

    /** The instance is over. */
    public void ended(InstanceRef instance) {
        instances.ended(instance);
    }

    /**
     * Ends the instance, in the engine or before it got there. One for which the engine does
     * nothing any more is over by that, and its tasks with it.
     *
     * @param eventId what asked for the end
     */
    public void cancel(InstanceRef instance, String eventId) {
        BridgeCommand over = InstanceCommands.terminated(instance, "event:" + eventId);
        if (instances.isAbandoned(instance)) {
            tasks.tasksOf(instance).forEach(task -> cancelTask(instance, task, eventId));
            commands.send(over);
            return;
        }
        OptionalLong key = instances.engineKey(instance);
        if (key.isPresent()) {
            cancelInEngine(key.getAsLong());
            return;
        }
        parking.unpark(instance);
        if (instances.isClaimed(instance)) {
            throw new Unavailable("the start of " + instance.key() + " is under way", null);
        }
        commands.send(over);
    }

    private void cancelTask(InstanceRef instance, String task, String eventId) {
        ObjectNode payload = Json.mapper().createObjectNode().put("taskId", task);
        try {
            commands.send(
                    new BridgeCommand(instance.tenant(), "cancel-task", "event:" + eventId + ":" + task, payload));
        } catch (Refused e) {
            LOG.debugf("task is over task=%s code=%s", task, e.code());
        }
    }

    private void cancelInEngine(long key) {
        try {
            engine.cancel(key);
        } catch (NotFound e) {
            LOG.debugf("instance is gone engineKey=%d", key);
        }
    }
}
