package io.docket.workflow.events;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.AutomationEvent;
import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.CaseTypeEvent;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.EventCatalog;
import io.docket.contracts.event.FormEvent;
import io.docket.contracts.event.MailEvent;
import io.docket.contracts.event.MessageEvent;
import io.docket.contracts.event.NotificationEvent;
import io.docket.contracts.event.ProcessDefinitionEvent;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.event.QueueEvent;
import io.docket.contracts.event.RecordEvent;
import io.docket.contracts.event.RecordTypeEvent;
import io.docket.contracts.event.ScheduleEvent;
import io.docket.contracts.event.SignalEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.event.TemplateEvent;
import io.docket.workflow.command.Cause;
import io.docket.workflow.definition.DeploymentRef;
import io.docket.workflow.definition.Deployments;
import io.docket.workflow.incident.EngineIncidents;
import io.docket.workflow.incident.EventAt;
import io.docket.workflow.incident.Incidents;
import io.docket.workflow.incident.WaitingEffects;
import io.docket.workflow.instance.InstanceEvents;
import io.docket.workflow.interim.InterimEvents;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.message.Messages;
import io.docket.workflow.migration.Migrations;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.schedule.ScheduleEvents;
import io.docket.workflow.schedule.ScheduleRef;
import io.docket.workflow.start.ProcessStarts;
import io.docket.workflow.start.StartRequest;
import io.docket.workflow.usertask.UserTaskEvents;
import java.io.UncheckedIOException;

/**
 * What each kind of event does in the engine. Each effect bears a repetition.
 *
 * @param interim start forms, which a start must have
 * @param at events of the past, whose effect is tried again
 */
public record Effects(
        Deployments deployments,
        ProcessStarts starts,
        InstanceEvents instances,
        UserTaskEvents userTasks,
        Messages messages,
        Migrations migrations,
        EngineIncidents engineIncidents,
        Incidents incidents,
        WaitingEffects waiting,
        InterimEvents interim,
        ScheduleEvents schedules,
        EventAt at) {
    /** The event behind an envelope. Refused if this build cannot read it. */
    public static DomainEvent read(EventEnvelope envelope) {
        try {
            return EventCatalog.read(envelope.type(), envelope.data())
                    .orElseThrow(() -> new Refused("unknown-event", envelope.type()));
        } catch (UncheckedIOException e) {
            throw new Refused("unreadable-event", String.valueOf(e.getMessage()));
        }
    }

    /** Returns once the event has had its effect. Refused if the engine will not have it. */
    public void apply(LoggedEvent logged, DomainEvent event) {
        apply(logged, event, logged.envelope().id());
    }

    private void apply(LoggedEvent logged, DomainEvent event, String cause) {
        EventEnvelope envelope = logged.envelope();
        String tenant = envelope.tenant();
        String id = envelope.subject().id();
        switch (event) {
            case ProcessDefinitionEvent definition ->
                deploy(new DeploymentRef(tenant, id, envelope.sequence(), envelope.id()), definition);
            case ProcessEvent process -> apply(logged, new InstanceRef(tenant, id), process, cause);
            case TaskEvent task -> userTasks.on(tenant, id, envelope.actor(), task);
            case MessageEvent.Published published ->
                messages.publish(tenant, envelope.id(), envelope.commandId(), published);
            case MessageEvent.Refused _,
                    CaseEvent _,
                    CaseTypeEvent _,
                    RecordEvent _,
                    RecordTypeEvent _,
                    FormEvent _,
                    QueueEvent _,
                    TemplateEvent _,
                    MailEvent _,
                    SignalEvent _,
                    NotificationEvent _,
                    AutomationEvent _ -> {}
            case ScheduleEvent schedule ->
                schedules.on(
                        new ScheduleRef(tenant, id), schedule, envelope.actor(), envelope.time(), Cause.of(envelope));
        }
    }

    private void deploy(DeploymentRef deployment, ProcessDefinitionEvent event) {
        switch (event) {
            case ProcessDefinitionEvent.Deployed deployed -> deployments.deploy(deployment, deployed);
            case ProcessDefinitionEvent.ResourcesDeployed deployed ->
                deployments.deployResources(deployment, deployed.resources());
            case ProcessDefinitionEvent.Activated _, ProcessDefinitionEvent.Refused _ -> {}
        }
    }

    private void apply(LoggedEvent logged, InstanceRef instance, ProcessEvent event, String cause) {
        switch (event) {
            case ProcessEvent.Requested requested -> {
                interim.require(instance, requested);
                starts.start(StartRequest.of(
                        instance,
                        requested,
                        new StartRequest.Origin(
                                cause, logged.position(), logged.envelope().time(), Cause.of(logged.envelope()))));
            }
            case ProcessEvent.Started started -> instances.started(instance, started);
            case ProcessEvent.CancelRequested _ ->
                instances.cancel(instance, logged.envelope().id());
            case ProcessEvent.Completed _, ProcessEvent.Terminated _ -> instances.ended(instance);
            case ProcessEvent.MigrationRequested wish -> migrations.migrate(instance, wish);
            case ProcessEvent.IncidentRetryRequested wish -> retry(instance, wish, cause);
            case ProcessEvent.IncidentRaised raised -> waiting.passed(instance, raised, cause);
            case ProcessEvent.IncidentResolved _,
                    ProcessEvent.Migrated _,
                    ProcessEvent.StepsCut _,
                    ProcessEvent.Step _ -> {}
        }
    }

    /** A start that succeeds is reported as such and resolves its incident by that. */
    private void retry(InstanceRef instance, ProcessEvent.IncidentRetryRequested wish, String cause) {
        if (wish.eventPosition() == null) {
            engineIncidents.retry(wish);
            return;
        }
        LoggedEvent former = at.read(wish.eventPosition())
                .orElseThrow(() -> new Refused("no-event", "no event at " + wish.eventPosition()));
        DomainEvent event = read(former.envelope());
        if (event instanceof ProcessEvent.IncidentRetryRequested) {
            throw new Refused("no-effect", wish.eventPosition() + " is an attempt itself");
        }
        apply(former, event, cause);
        if (!wish.incidentId().equals(ProcessEvent.START)) {
            incidents.resolve(instance, wish.incidentId(), cause);
        }
    }
}
