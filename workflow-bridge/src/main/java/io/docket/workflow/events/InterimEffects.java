package io.docket.workflow.events;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.EventCatalog;
import io.docket.contracts.event.MessageEvent;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.workflow.incident.EventAt;
import io.docket.workflow.interim.InterimEvents;
import io.docket.workflow.memory.EventProgress;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.retry.Lanes;
import io.docket.workflow.retry.Lanes.Step;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.usertask.UserTaskId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Gives each event of the log its effect on what is known of interim data: which tasks there are and who has them, whose a
 * start form is, how long a payload waits, and what is to be removed. None of it asks the engine, so none of it waits for the
 * engine: the events are read for this by themselves.
 */
public final class InterimEffects {
    private static final Logger LOG = Logger.getLogger(InterimEffects.class);
    private static final String TASK = "docket.task.";
    private static final Set<String> TYPES = Stream.of(
                    MessageEvent.Published.class,
                    ProcessEvent.Requested.class,
                    ProcessEvent.Completed.class,
                    ProcessEvent.Terminated.class,
                    ProcessEvent.IncidentRaised.class,
                    ProcessEvent.IncidentRetryRequested.class,
                    TaskEvent.Created.class,
                    TaskEvent.Claimed.class,
                    TaskEvent.Released.class,
                    TaskEvent.Assigned.class,
                    TaskEvent.Completed.class,
                    TaskEvent.Cancelled.class)
            .map(EventCatalog::typeOf)
            .collect(Collectors.toUnmodifiableSet());

    private final InterimEvents interim;
    private final EventAt at;
    private final EventReading reading;

    /**
     * Effects on interim data.
     *
     * @param at events of the past, whose effect is tried again
     */
    public InterimEffects(
            InterimEvents interim, EventAt at, EventProgress progress, Lanes lanes, Persistence persistence) {
        this.interim = interim;
        this.at = at;
        this.reading = new EventReading("interim", progress, lanes, persistence);
    }

    /** True if an event of the type about the subject can have an effect; the others need not be read. */
    public static boolean concerns(String type, String subject) {
        return TYPES.contains(type) && (!type.startsWith(TASK) || UserTaskId.isEngineTask(subject));
    }

    /**
     * Returns once every event, all of one partition and in order, has had its effect, and that lasts.
     *
     * @param ready returns once all is known that was before them
     */
    public void apply(int partition, List<LoggedEvent> events, Runnable ready) {
        reading.apply(partition, events, ready, event -> false, this::step);
    }

    private Step step(LoggedEvent logged) {
        return new Step(logged.envelope().type() + " " + logged.envelope().subject(), () -> apply(logged));
    }

    private void apply(LoggedEvent logged) {
        EventEnvelope envelope = logged.envelope();
        switch (Effects.read(envelope)) {
            case ProcessEvent.IncidentRetryRequested retry -> retried(instance(logged), retry);
            case ProcessEvent process -> interim.on(instance(logged), process);
            case MessageEvent.Published message ->
                interim.waits(envelope.tenant(), envelope.commandId(), message, envelope.time());
            case TaskEvent task ->
                interim.on(envelope.tenant(), envelope.subject().id(), task);
            default -> {}
        }
    }

    private static InstanceRef instance(LoggedEvent logged) {
        return new InstanceRef(
                logged.envelope().tenant(), logged.envelope().subject().id());
    }

    /** A start that is tried again takes its form again; whether that is still there, the start says itself. */
    private void retried(InstanceRef instance, ProcessEvent.IncidentRetryRequested retry) {
        if (retry.eventPosition() == null) {
            return;
        }
        at.read(retry.eventPosition()).ifPresent(former -> {
            DomainEvent event = Effects.read(former.envelope());
            if (event instanceof ProcessEvent.Requested requested) {
                interim.on(instance, requested);
            }
        });
    }

    /**
     * The same for an event of the past, as the log is read from its beginning.
     *
     * @param removedBefore instances that were over by then have nothing left that is to be removed
     */
    public void again(LoggedEvent logged, Instant removedBefore) {
        if (!concerns(logged.envelope().type(), logged.envelope().subject().id())) {
            return;
        }
        try {
            switch (Effects.read(logged.envelope())) {
                case ProcessEvent.Requested requested -> interim.require(instance(logged), requested);
                case ProcessEvent.Completed _, ProcessEvent.Terminated _ -> {
                    if (logged.envelope().time().isAfter(removedBefore)) {
                        apply(logged);
                    } else {
                        interim.forget(instance(logged));
                    }
                }
                default -> apply(logged);
            }
        } catch (Refused e) {
            LOG.debugf("passed over event=%s reason=%s", logged.position(), e.code());
        }
    }
}
