package io.docket.workflow.rebuild;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.MessageEvent;
import io.docket.contracts.event.ProcessDefinitionEvent;
import io.docket.contracts.event.ProcessDefinitionEvent.Deployed;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.event.ScheduleEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.position.Position;
import io.docket.workflow.command.Cause;
import io.docket.workflow.definition.ProcessNeeds;
import io.docket.workflow.events.Effects;
import io.docket.workflow.events.LoggedEvent;
import io.docket.workflow.memory.InstanceMemory;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.Needs;
import io.docket.workflow.memory.TaskMemory;
import io.docket.workflow.message.MessageIds;
import io.docket.workflow.rebuild.Rebuilt.EngineTask;
import io.docket.workflow.rebuild.Rebuilt.Open;
import io.docket.workflow.rebuild.Rebuilt.Running;
import io.docket.workflow.rebuild.Rebuilt.TaskRef;
import io.docket.workflow.rebuild.Rebuilt.Wish;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.schedule.ScheduleBook;
import io.docket.workflow.schedule.ScheduleRef;
import io.docket.workflow.start.ProcessStarts;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * Reads the events into the memory, one by one. Of an instance it keeps ids and places in the log, of a deployment its place: what is
 * in the heap does not depend on how large they are.
 */
final class EventFold {
    private static final Logger LOG = Logger.getLogger(EventFold.class);

    private final InstanceMemory instances;
    private final TaskMemory tasks;
    private final Needs needs;
    private final ScheduleBook schedules;
    private final InstantSource clock;
    private final boolean engineIsNew;
    private final Map<Integer, Long> handled;
    private final ActiveDefinitions active = new ActiveDefinitions();
    private final Map<InstanceRef, Request> requests = new HashMap<>();
    private final Rebuilt rebuilt = Rebuilt.empty();

    EventFold(
            RebuiltMemory memory,
            ScheduleBook schedules,
            InstantSource clock,
            boolean engineIsNew,
            Map<Integer, Long> handled) {
        this.instances = memory.instances();
        this.tasks = memory.tasks();
        this.needs = memory.needs();
        this.schedules = schedules;
        this.clock = clock;
        this.engineIsNew = engineIsNew;
        this.handled = handled;
    }

    Rebuilt rebuilt() {
        return rebuilt;
    }

    /** What the engine has; of no interest if it is new. */
    ActiveDefinitions active() {
        return active;
    }

    void take(LoggedEvent logged) {
        EventEnvelope envelope = logged.envelope();
        DomainEvent event;
        try {
            event = Effects.read(envelope);
        } catch (Refused e) {
            return;
        }
        boolean isHandled = logged.offset() < handled.getOrDefault(logged.partition(), 0L);
        InstanceRef instance =
                new InstanceRef(envelope.tenant(), envelope.subject().id());
        switch (event) {
            case ProcessEvent process -> take(logged, instance, process, isHandled);
            case TaskEvent task -> take(envelope, task);
            case ProcessDefinitionEvent definition -> take(logged, definition);
            case MessageEvent.Published _ -> {
                if (!isHandled) {
                    instances.claim(MessageIds.ref(envelope.tenant(), envelope.id()), clock.instant());
                }
            }
            case ScheduleEvent schedule ->
                schedules.note(
                        new ScheduleRef(envelope.tenant(), envelope.subject().id()),
                        schedule,
                        envelope.actor(),
                        envelope.time(),
                        Cause.of(envelope));
            default -> {}
        }
    }

    private void take(LoggedEvent logged, InstanceRef instance, ProcessEvent event, boolean isHandled) {
        String eventId = logged.envelope().id();
        switch (event) {
            case ProcessEvent.Requested _ -> {
                Request request = new Request(instance, logged.place());
                requests.put(instance, request);
                if (isHandled) {
                    rebuilt.open().put(instance, new Open(request.place(), null));
                } else {
                    instances.claim(instance, clock.instant());
                }
            }
            case ProcessEvent.Started started -> {
                if (!engineIsNew) {
                    instances.bind(instance, Long.parseLong(started.engineKey()));
                }
                rebuilt.open().remove(instance);
                Request request = requests.get(instance);
                if (engineIsNew && request != null) {
                    rebuilt.running().put(request.instance(), new Running(request.place(), eventId, false));
                }
            }
            case ProcessEvent.Completed _, ProcessEvent.Terminated _ -> {
                instances.ended(instance);
                rebuilt.open().remove(instance);
                rebuilt.running().remove(instance);
                requests.remove(instance);
            }
            case ProcessEvent.CancelRequested _ ->
                rebuilt.running()
                        .computeIfPresent(instance, (key, run) -> new Running(run.request(), run.startedId(), true));
            case ProcessEvent.IncidentRaised raised -> {
                if (raised.kind().equals(ProcessEvent.ENGINE_LOST)) {
                    instances.forget(instance);
                    rebuilt.running().remove(instance);
                } else if (raised.incidentId().equals(ProcessEvent.START)
                        && !raised.kind().equals(ProcessStarts.PROCESS_MISSING)) {
                    rebuilt.open().remove(instance);
                }
            }
            case ProcessEvent.IncidentRetryRequested retry -> {
                if (retry.incidentId().equals(ProcessEvent.START) && isHandled) {
                    Request request = requests.get(instance);
                    if (request != null) {
                        Wish again = new Wish(eventId, logged.envelope().time());
                        rebuilt.open().put(request.instance(), new Open(request.place(), again));
                    }
                }
            }
            case ProcessEvent.Migrated migrated -> {
                if (!engineIsNew) {
                    active.engineKey(instance.tenant(), migrated.processId(), migrated.processVersion())
                            .ifPresent(definition -> instances.migrated(instance, definition));
                }
            }
            case ProcessEvent.IncidentResolved _,
                    ProcessEvent.MigrationRequested _,
                    ProcessEvent.StepsCut _,
                    ProcessEvent.Step _ -> {}
        }
    }

    private void take(EventEnvelope envelope, TaskEvent event) {
        String tenant = envelope.tenant();
        String id = envelope.subject().id();
        TaskRef task = new TaskRef(tenant, id);
        switch (event) {
            case TaskEvent.Created created -> {
                if (created.engineKey() != null) {
                    if (engineIsNew) {
                        String instance = Objects.requireNonNullElse(created.processInstanceId(), "");
                        rebuilt.tasks().put(task, new EngineTask(instance, envelope.id()));
                    } else {
                        tasks.bindTask(tenant, id, Long.parseLong(created.engineKey()), created.processInstanceId());
                    }
                }
            }
            case TaskEvent.Completed _, TaskEvent.Cancelled _ -> {
                tasks.taskEnded(tenant, id);
                rebuilt.tasks().remove(task);
            }
            default -> {}
        }
    }

    private void take(LoggedEvent logged, ProcessDefinitionEvent event) {
        switch (event) {
            case Deployed deployed -> {
                active.deployed(logged);
                noteNeeds(logged.envelope().tenant(), deployed);
            }
            case ProcessDefinitionEvent.Activated activated -> active.activated(logged, activated);
            default -> {}
        }
    }

    private void noteNeeds(String tenant, Deployed deployed) {
        try {
            ProcessNeeds.of(deployed).forEach((process, need) -> needs.note(tenant, process, need));
        } catch (Refused e) {
            LOG.debugf("passed over what the engine refused resource=%s", deployed.resourceName());
        }
    }

    /**
     * What asked for an instance.
     *
     * @param instance the instance, one object for all that is kept of it
     * @param place where the log has it
     */
    private record Request(InstanceRef instance, Position place) {}
}
