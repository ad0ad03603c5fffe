package io.docket.workflow.events;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.CaseTypeEvent;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.EventCatalog;
import io.docket.contracts.event.NotificationEvent;
import io.docket.contracts.event.ProcessDefinitionEvent;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.event.RecordEvent;
import io.docket.contracts.event.RecordTypeEvent;
import io.docket.contracts.event.ScheduleEvent;
import io.docket.contracts.event.SignalEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.workflow.definition.Deployments;
import io.docket.workflow.instance.InstanceEvents;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.Progress;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.schedule.ScheduleEvents;
import io.docket.workflow.schedule.ScheduleRef;
import io.docket.workflow.start.ProcessStarts;
import io.docket.workflow.start.StartRequest;
import io.docket.workflow.usertask.UserTaskEvents;
import io.docket.workflow.usertask.UserTaskId;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gives each event of the log its effect, in the order of its partition. What had its effect is passed over when it is
 * read again: the offset is noted after each effect, and the effects themselves bear a repetition.
 */
public final class EventEffects {
    private static final String TASK = "docket.task.";
    private static final Set<String> TYPES = Stream.of(
                    ProcessDefinitionEvent.Deployed.class,
                    ProcessEvent.Requested.class,
                    ProcessEvent.Started.class,
                    ProcessEvent.CancelRequested.class,
                    ProcessEvent.Completed.class,
                    ProcessEvent.Terminated.class,
                    TaskEvent.Created.class,
                    TaskEvent.Claimed.class,
                    TaskEvent.Released.class,
                    TaskEvent.Assigned.class,
                    TaskEvent.Completed.class,
                    TaskEvent.Cancelled.class,
                    ScheduleEvent.Created.class,
                    ScheduleEvent.Fired.class,
                    ScheduleEvent.Missed.class,
                    ScheduleEvent.Cancelled.class)
            .map(EventCatalog::typeOf)
            .collect(Collectors.toUnmodifiableSet());

    private final Deployments deployments;
    private final ProcessStarts starts;
    private final InstanceEvents instances;
    private final UserTaskEvents userTasks;
    private final ScheduleEvents schedules;
    private final Progress progress;
    private final Persistence persistence;

    /** Effects on the engine. */
    public EventEffects(
            Deployments deployments,
            ProcessStarts starts,
            InstanceEvents instances,
            UserTaskEvents userTasks,
            ScheduleEvents schedules,
            Progress progress,
            Persistence persistence) {
        this.deployments = deployments;
        this.starts = starts;
        this.instances = instances;
        this.userTasks = userTasks;
        this.schedules = schedules;
        this.progress = progress;
        this.persistence = persistence;
    }

    /** True if an event of the type about the subject can have an effect; the others need not be read. */
    public static boolean concerns(String type, String subject) {
        return TYPES.contains(type) && (!type.startsWith(TASK) || UserTaskId.isEngineTask(subject));
    }

    /** Returns once every event, all of one partition and in order, has had its effect or was refused. */
    public void apply(int partition, List<LoggedEvent> events) {
        String lane = "events-" + partition;
        List<LoggedEvent> fresh = new ArrayList<>();
        persistence.until(lane, "progress", () -> {
            long next = progress.nextOffset(partition).orElse(0);
            fresh.clear();
            events.stream().filter(event -> event.offset() >= next).forEach(fresh::add);
        });
        for (LoggedEvent event : fresh) {
            String what = event.envelope().type() + " " + event.envelope().subject();
            persistence.until(lane, what, () -> apply(event.envelope()));
            persistence.until(lane, "progress", () -> progress.handledBefore(partition, event.offset() + 1));
        }
    }

    private void apply(EventEnvelope envelope) {
        DomainEvent event = read(envelope);
        String tenant = envelope.tenant();
        String id = envelope.subject().id();
        switch (event) {
            case ProcessDefinitionEvent.Deployed deployed -> deployments.deploy(tenant, deployed);
            case ProcessEvent process -> apply(new InstanceRef(tenant, id), process, envelope.id());
            case TaskEvent task -> userTasks.on(tenant, id, envelope.actor(), task);
            case CaseEvent _, CaseTypeEvent _, RecordEvent _, RecordTypeEvent _ -> {}
            case ScheduleEvent schedule ->
                schedules.on(new ScheduleRef(tenant, id), schedule, envelope.actor(), envelope.time());
            case SignalEvent _, NotificationEvent _ -> {}
        }
    }

    private void apply(InstanceRef instance, ProcessEvent event, String eventId) {
        switch (event) {
            case ProcessEvent.Requested requested ->
                starts.start(new StartRequest(instance, requested.processId(), requested.variables()));
            case ProcessEvent.Started started -> instances.started(instance, started);
            case ProcessEvent.CancelRequested _ -> instances.cancel(instance, eventId);
            case ProcessEvent.Completed _, ProcessEvent.Terminated _ -> instances.ended(instance);
        }
    }

    private static DomainEvent read(EventEnvelope envelope) {
        try {
            return EventCatalog.read(envelope.type(), envelope.data())
                    .orElseThrow(() -> new Refused("unknown-event", envelope.type()));
        } catch (UncheckedIOException e) {
            throw new Refused("unreadable-event", String.valueOf(e.getMessage()));
        }
    }
}
