package io.docket.workflow.events;

import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.EventCatalog;
import io.docket.contracts.event.MessageEvent;
import io.docket.contracts.event.ProcessDefinitionEvent;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.event.ScheduleEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.workflow.incident.RefusedEffects;
import io.docket.workflow.memory.Progress;
import io.docket.workflow.retry.Lanes;
import io.docket.workflow.retry.Lanes.Step;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Sections;
import io.docket.workflow.usertask.UserTaskId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gives each event of the log its effect: in order within a root, roots side by side, and a definition between what was
 * before and after it in its partition. What had its effect is passed over when it is read again: each is noted after its
 * effect, and the effects themselves bear a repetition. What the engine refuses is told before the log is read on.
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
                    MessageEvent.Published.class,
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

    private final Effects effects;
    private final RefusedEffects refused;
    private final Progress progress;
    private final Lanes lanes;
    private final Persistence persistence;

    /** Effects on the engine. */
    public EventEffects(
            Effects effects, RefusedEffects refused, Progress progress, Lanes lanes, Persistence persistence) {
        this.effects = effects;
        this.refused = refused;
        this.progress = progress;
        this.lanes = lanes;
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
            fresh.clear();
            fresh.addAll(withoutEffect(partition, events));
        });
        if (fresh.isEmpty()) {
            return;
        }
        for (Map<String, List<LoggedEvent>> sideBySide :
                Sections.of(fresh, EventEffects::root, EventEffects::isDefinition)) {
            Map<String, List<Step>> steps = new LinkedHashMap<>();
            sideBySide.forEach((root, inOrder) -> steps.put(
                    root,
                    inOrder.stream().flatMap(event -> steps(partition, event)).toList()));
            lanes.run(lane, steps);
        }
        long next = fresh.getLast().offset() + 1;
        persistence.until(lane, "progress", () -> progress.handledBefore(partition, next));
    }

    private List<LoggedEvent> withoutEffect(int partition, List<LoggedEvent> events) {
        long next = progress.nextOffset(partition).orElse(0);
        Set<Long> handled = progress.handled(partition);
        return events.stream()
                .filter(event -> event.offset() >= next && !handled.contains(event.offset()))
                .toList();
    }

    private static String root(LoggedEvent event) {
        return event.envelope().tenant() + '/' + event.envelope().root();
    }

    /** Starts take the version that is there. */
    private static boolean isDefinition(LoggedEvent event) {
        return event.envelope().type().startsWith(DEFINITION);
    }

    private Stream<Step> steps(int partition, LoggedEvent event) {
        return Stream.of(
                new Step(event.envelope().type() + " " + event.envelope().subject(), () -> apply(event)),
                new Step("progress", () -> progress.handled(partition, event.offset())));
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
