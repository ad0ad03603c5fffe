package io.docket.workflow.incident;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.MessageEvent;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.workflow.events.LoggedEvent;
import io.docket.workflow.interim.TaskForms;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.TaskMemory;
import io.docket.workflow.message.Messages;
import io.docket.workflow.retry.Refused;
import java.util.Optional;

/**
 * Makes sure that nothing which the engine refuses is forgotten: each refused effect is an incident of its instance, or a
 * refusal of its message. Deployments report themselves.
 */
public final class RefusedEffects {
    private final Incidents incidents;
    private final Messages messages;
    private final TaskMemory tasks;
    private final TaskForms forms;

    /**
     * Refusals told as incidents.
     *
     * @param forms tasks that processes made, also those that the memory of the engine does not know
     */
    public RefusedEffects(Incidents incidents, Messages messages, TaskMemory tasks, TaskForms forms) {
        this.incidents = incidents;
        this.messages = messages;
        this.tasks = tasks;
        this.forms = forms;
    }

    /** Tells that the effect of the event was refused. */
    public void report(LoggedEvent logged, DomainEvent event, Refused refusal) {
        EventEnvelope envelope = logged.envelope();
        String tenant = envelope.tenant();
        String id = envelope.subject().id();
        String message = envelope.type() + ": " + refusal.getMessage();
        switch (event) {
            case ProcessEvent process -> {
                InstanceRef instance = new InstanceRef(tenant, id);
                incidents.raise(
                        instance,
                        idOf(process, envelope),
                        refusal.code(),
                        message,
                        placeOf(process, logged),
                        envelope.id());
            }
            case TaskEvent _ -> {
                Optional<InstanceRef> instance = tasks.processInstanceId(tenant, id)
                        .map(processInstanceId -> new InstanceRef(tenant, processInstanceId))
                        .or(() -> forms.find(tenant, id).map(TaskForms.TaskForm::instance));
                instance.ifPresent(found -> incidents.raise(
                        found, "event-" + envelope.id(), refusal.code(), message, logged.position(), envelope.id()));
            }
            case MessageEvent.Published _ -> messages.refused(tenant, id, refusal, envelope.id());
            default -> {}
        }
    }

    private static String idOf(ProcessEvent event, EventEnvelope envelope) {
        return switch (event) {
            case ProcessEvent.Requested _ -> ProcessEvent.START;
            case ProcessEvent.IncidentRetryRequested retry -> retry.incidentId();
            default -> "event-" + envelope.id();
        };
    }

    private static String placeOf(ProcessEvent event, LoggedEvent logged) {
        return event instanceof ProcessEvent.IncidentRetryRequested retry && retry.eventPosition() != null
                ? retry.eventPosition()
                : logged.position();
    }
}
