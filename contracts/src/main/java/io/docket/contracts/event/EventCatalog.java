package io.docket.contracts.event;

import io.docket.contracts.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which record stands for which event type, both ways. */
public final class EventCatalog {
    private static final Map<String, Class<? extends DomainEvent>> CLASSES = Map.ofEntries(
            Map.entry("docket.case-type.defined.v1", CaseTypeEvent.Defined.class),
            Map.entry("docket.case.opened.v1", CaseEvent.Opened.class),
            Map.entry("docket.case.updated.v1", CaseEvent.Updated.class),
            Map.entry("docket.case.moved.v1", CaseEvent.Moved.class),
            Map.entry("docket.case.assigned.v1", CaseEvent.Assigned.class),
            Map.entry("docket.case.queued.v1", CaseEvent.Queued.class),
            Map.entry("docket.case.comment-added.v1", CaseEvent.CommentAdded.class),
            Map.entry("docket.case.comment-edited.v1", CaseEvent.CommentEdited.class),
            Map.entry("docket.case.file-attached.v1", CaseEvent.FileAttached.class),
            Map.entry("docket.case.file-detached.v1", CaseEvent.FileDetached.class),
            Map.entry("docket.case.linked.v1", CaseEvent.Linked.class),
            Map.entry("docket.case.closed.v1", CaseEvent.Closed.class),
            Map.entry("docket.case.reopened.v1", CaseEvent.Reopened.class),
            Map.entry("docket.case.archived.v1", CaseEvent.Archived.class),
            Map.entry("docket.task.created.v1", TaskEvent.Created.class),
            Map.entry("docket.task.claimed.v1", TaskEvent.Claimed.class),
            Map.entry("docket.task.released.v1", TaskEvent.Released.class),
            Map.entry("docket.task.assigned.v1", TaskEvent.Assigned.class),
            Map.entry("docket.task.draft-saved.v1", TaskEvent.DraftSaved.class),
            Map.entry("docket.task.completed.v1", TaskEvent.Completed.class),
            Map.entry("docket.task.failed.v1", TaskEvent.Failed.class),
            Map.entry("docket.task.resumed.v1", TaskEvent.Resumed.class),
            Map.entry("docket.task.cancelled.v1", TaskEvent.Cancelled.class),
            Map.entry("docket.process.requested.v1", ProcessEvent.Requested.class),
            Map.entry("docket.process.started.v1", ProcessEvent.Started.class),
            Map.entry("docket.process.completed.v1", ProcessEvent.Completed.class),
            Map.entry("docket.process.terminated.v1", ProcessEvent.Terminated.class),
            Map.entry("docket.process.cancel-requested.v1", ProcessEvent.CancelRequested.class),
            Map.entry("docket.process.incident-raised.v1", ProcessEvent.IncidentRaised.class),
            Map.entry("docket.process.incident-retry-requested.v1", ProcessEvent.IncidentRetryRequested.class),
            Map.entry("docket.process.incident-resolved.v1", ProcessEvent.IncidentResolved.class),
            Map.entry("docket.process.migration-requested.v1", ProcessEvent.MigrationRequested.class),
            Map.entry("docket.process.migrated.v1", ProcessEvent.Migrated.class),
            Map.entry("docket.process.steps-cut.v1", ProcessEvent.StepsCut.class),
            Map.entry("docket.process.element-activated.v1", ProcessEvent.ElementActivated.class),
            Map.entry("docket.process.element-completed.v1", ProcessEvent.ElementCompleted.class),
            Map.entry("docket.process.element-terminated.v1", ProcessEvent.ElementTerminated.class),
            Map.entry("docket.process.element-migrated.v1", ProcessEvent.ElementMigrated.class),
            Map.entry("docket.process.flow-taken.v1", ProcessEvent.FlowTaken.class),
            Map.entry("docket.process.job-failed.v1", ProcessEvent.JobFailed.class),
            Map.entry("docket.process.timer-fired.v1", ProcessEvent.TimerFired.class),
            Map.entry("docket.process.message-correlated.v1", ProcessEvent.MessageCorrelated.class),
            Map.entry("docket.process-definition.deployed.v1", ProcessDefinitionEvent.Deployed.class),
            Map.entry(
                    "docket.process-definition.resources-deployed.v1", ProcessDefinitionEvent.ResourcesDeployed.class),
            Map.entry("docket.process-definition.activated.v1", ProcessDefinitionEvent.Activated.class),
            Map.entry("docket.process-definition.refused.v1", ProcessDefinitionEvent.Refused.class),
            Map.entry("docket.message.published.v1", MessageEvent.Published.class),
            Map.entry("docket.message.refused.v1", MessageEvent.Refused.class),
            Map.entry("docket.record-type.defined.v1", RecordTypeEvent.Defined.class),
            Map.entry("docket.form.defined.v1", FormEvent.Defined.class),
            Map.entry("docket.queue.defined.v1", QueueEvent.Defined.class),
            Map.entry("docket.template.defined.v1", TemplateEvent.Defined.class),
            Map.entry("docket.mail.received.v1", MailEvent.Received.class),
            Map.entry("docket.mail.parked.v1", MailEvent.Parked.class),
            Map.entry("docket.mail.requested.v1", MailEvent.Requested.class),
            Map.entry("docket.mail.sending.v1", MailEvent.Sending.class),
            Map.entry("docket.mail.deferred.v1", MailEvent.Deferred.class),
            Map.entry("docket.mail.sent.v1", MailEvent.Sent.class),
            Map.entry("docket.mail.failed.v1", MailEvent.Failed.class),
            Map.entry("docket.record.put.v1", RecordEvent.Put.class),
            Map.entry("docket.record.deleted.v1", RecordEvent.Deleted.class),
            Map.entry("docket.signal.emitted.v1", SignalEvent.Emitted.class),
            Map.entry("docket.notification.requested.v1", NotificationEvent.Requested.class),
            Map.entry("docket.schedule.created.v1", ScheduleEvent.Created.class),
            Map.entry("docket.schedule.fired.v1", ScheduleEvent.Fired.class),
            Map.entry("docket.schedule.rejected.v1", ScheduleEvent.Rejected.class),
            Map.entry("docket.schedule.missed.v1", ScheduleEvent.Missed.class),
            Map.entry("docket.schedule.cancelled.v1", ScheduleEvent.Cancelled.class),
            Map.entry("docket.automation.defined.v1", AutomationEvent.Defined.class),
            Map.entry("docket.automation.enabled.v1", AutomationEvent.Enabled.class),
            Map.entry("docket.automation.disabled.v1", AutomationEvent.Disabled.class),
            Map.entry("docket.automation.retired.v1", AutomationEvent.Retired.class),
            Map.entry("docket.automation.triggered.v1", AutomationEvent.Triggered.class),
            Map.entry("docket.automation.fired.v1", AutomationEvent.Fired.class),
            Map.entry("docket.automation.failed.v1", AutomationEvent.Failed.class),
            Map.entry("docket.automation.rejected.v1", AutomationEvent.Rejected.class),
            Map.entry("docket.automation.refused.v1", AutomationEvent.Refused.class));

    private static final Map<Class<?>, String> TYPES =
            CLASSES.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private EventCatalog() {}

    /** The type name of an event record's class. */
    public static String typeOf(Class<? extends DomainEvent> event) {
        String type = TYPES.get(event);
        if (type == null) {
            throw new IllegalArgumentException(event + " is not in the catalog");
        }
        return type;
    }

    /** Every type name that this build knows. */
    public static Set<String> types() {
        return CLASSES.keySet();
    }

    /** The record class of a type name; empty for a type that this build does not know. */
    public static Optional<Class<? extends DomainEvent>> classOf(String type) {
        return Optional.ofNullable(CLASSES.get(type));
    }

    /** The event behind a type name and its JSON; empty for a type that this build does not know. */
    public static Optional<DomainEvent> read(String type, byte[] data) {
        Function<Class<? extends DomainEvent>, DomainEvent> parse = event -> Json.read(data, event);
        return classOf(type).map(parse);
    }

    /**
     * The event of a type whose data has been read already, into maps, lists and plain values.
     *
     * @return empty for a type that this build does not know
     * @throws IllegalArgumentException if the data does not fit the type
     */
    public static Optional<DomainEvent> of(String type, Object data) {
        Function<Class<? extends DomainEvent>, DomainEvent> convert =
                event -> Json.mapper().convertValue(data, event);
        return classOf(type).map(convert);
    }
}
