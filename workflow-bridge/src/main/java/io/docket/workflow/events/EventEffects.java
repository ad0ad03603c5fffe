package io.docket.workflow.events;

import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.EventCatalog;
import io.docket.contracts.event.MessageEvent;
import io.docket.contracts.event.ProcessDefinitionEvent;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.event.ScheduleEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.workflow.incident.RefusedEffects;
import io.docket.workflow.incident.WaitingEffects;
import io.docket.workflow.memory.EventProgress;
import io.docket.workflow.retry.Lanes;
import io.docket.workflow.retry.Lanes.Step;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.usertask.UserTaskId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gives each event of the log its effect in the engine: in order within a root, roots side by side, and a definition between
 * what was before and after it in its partition. What the engine refuses is told before the log is read on, and what waits for
 * it for long while it does.
 */
public final class EventEffects {
    private static final String TASK = "docket.task.";
    private static final String DEFINITION = "docket.process-definition.";
    private static final Set<String> TYPES = Stream.of(
                    ProcessDefinitionEvent.Deployed.class,
                    ProcessDefinitionEvent.ResourcesDeployed.class,
                    ProcessDefinitionEvent.Activated.class,
                    ProcessEvent.Requested.class,
                    ProcessEvent.Started.class,
                    ProcessEvent.CancelRequested.class,
                    ProcessEvent.Completed.class,
                    ProcessEvent.Terminated.class,
                    ProcessEvent.IncidentRaised.class,
                    ProcessEvent.IncidentRetryRequested.class,
                    ProcessEvent.MigrationRequested.class,
                    ProcessEvent.Migrated.class,
                    MessageEvent.Published.class,
                    TaskEvent.Created.class,
                    TaskEvent.Claimed.class,
                    TaskEvent.Released.class,
                    TaskEvent.Assigned.class,
                    TaskEvent.Completed.class,
                    TaskEvent.Failed.class,
                    TaskEvent.Cancelled.class,
                    ScheduleEvent.Created.class,
                    ScheduleEvent.Fired.class,
                    ScheduleEvent.Missed.class,
                    ScheduleEvent.Cancelled.class)
            .map(EventCatalog::typeOf)
            .collect(Collectors.toUnmodifiableSet());

    private final Effects effects;
    private final RefusedEffects refused;
    private final WaitingEffects waiting;
    private final Runnable engineKnown;
    private final Persistence persistence;
    private final EventReading reading;

    /**
     * Effects on the engine.
     *
     * @param engineKnown returns once the engine is one that was set up and the memory is whole; throws if it cannot be asked
     */
    public EventEffects(
            Effects effects,
            RefusedEffects refused,
            WaitingEffects waiting,
            Runnable engineKnown,
            EventProgress progress,
            Lanes lanes,
            Persistence persistence) {
        this.effects = effects;
        this.refused = refused;
        this.waiting = waiting;
        this.engineKnown = engineKnown;
        this.persistence = persistence;
        this.reading = new EventReading("events", progress, lanes, persistence);
    }

    /** True if an event of the type about the subject can have an effect; the others need not be read. */
    public static boolean concerns(String type, String subject) {
        return TYPES.contains(type) && (!type.startsWith(TASK) || UserTaskId.isEngineTask(subject));
    }

    /** Returns once every event, all of one partition and in order, has had its effect or was refused, and that lasts. */
    public void apply(int partition, List<LoggedEvent> events) {
        reading.apply(partition, events, () -> awaitEngine(partition, events), EventEffects::isDefinition, this::step);
    }

    private void awaitEngine(int partition, List<LoggedEvent> events) {
        persistence.until(
                reading.lane(partition),
                "engine",
                engineKnown,
                waiting.watch(() -> reading.withoutEffect(partition, events)));
    }

    /** Starts take the version that is there. */
    private static boolean isDefinition(LoggedEvent event) {
        return event.envelope().type().startsWith(DEFINITION);
    }

    private Step step(LoggedEvent event) {
        return new Step(
                event.envelope().type() + " " + event.envelope().subject(), () -> apply(event), waiting.watch(event));
    }

    private void apply(LoggedEvent logged) {
        DomainEvent event = Effects.read(logged.envelope());
        try {
            effects.apply(logged, event);
        } catch (Refused e) {
            refused.report(logged, event, e);
            throw e;
        }
    }
}
