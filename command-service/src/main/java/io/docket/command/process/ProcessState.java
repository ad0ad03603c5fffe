package io.docket.command.process;

import io.docket.command.decision.EntityKind;
import io.docket.contracts.event.ProcessEvent;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What decisions need of a process instance.
 *
 * @param status where it is
 * @param engineKey its key in the engine, while one runs it
 * @param cancelRequested whether its end was asked for
 * @param processId its process
 * @param processVersion version of the process in the engine, 0 before the start
 * @param incidents what stands in its way, by id
 * @param progress how much of its way is recorded
 */
public record ProcessState(
        ProcessStatus status,
        @Nullable String engineKey,
        boolean cancelRequested,
        String processId,
        long processVersion,
        Map<String, OpenIncident> incidents,
        StepProgress progress) {
    /** Process instances. */
    public static final EntityKind<ProcessState, ProcessEvent> KIND =
            new EntityKind<>("process", ProcessEvent.class, ProcessState::evolve);

    private static ProcessState evolve(@Nullable ProcessState before, ProcessEvent event, String actor) {
        if (event instanceof ProcessEvent.Requested requested) {
            return new ProcessState(
                    ProcessStatus.REQUESTED, null, false, requested.processId(), 0, Map.of(), StepProgress.NONE);
        }
        if (before == null) {
            throw new IllegalStateException("the history of a process starts with " + event);
        }
        return switch (event) {
            case ProcessEvent.Requested requested -> throw new IllegalStateException("requested twice: " + requested);
            case ProcessEvent.Started started -> before.started(started);
            case ProcessEvent.Completed _ -> before.ended(ProcessStatus.COMPLETED);
            case ProcessEvent.Terminated _ -> before.ended(ProcessStatus.TERMINATED);
            case ProcessEvent.CancelRequested _ -> before.cancelled();
            case ProcessEvent.IncidentRaised raised -> before.raised(new OpenIncident(raised, false));
            case ProcessEvent.IncidentRetryRequested retry -> before.retried(retry.incidentId());
            case ProcessEvent.IncidentResolved resolved -> before.with(resolved.incidentId(), null);
            case ProcessEvent.MigrationRequested _ -> before;
            case ProcessEvent.Migrated migrated -> before.in(migrated.processId(), migrated.processVersion());
            case ProcessEvent.StepsCut _ -> before.at(before.progress.ended());
            case ProcessEvent.Step step -> before.at(before.progress.after(step));
        };
    }

    /** True if the engine that ran the instance is gone, and the instance with it. */
    public boolean isLost() {
        return incidents.values().stream().anyMatch(OpenIncident::isLoss);
    }

    private ProcessState started(ProcessEvent.Started started) {
        return new ProcessState(
                ProcessStatus.ACTIVE,
                started.engineKey(),
                cancelRequested,
                processId,
                started.processVersion(),
                incidents,
                progress);
    }

    private ProcessState raised(OpenIncident incident) {
        ProcessState with = with(incident.raised().incidentId(), incident);
        return incident.isLoss()
                ? new ProcessState(
                        status,
                        null,
                        cancelRequested,
                        processId,
                        processVersion,
                        with.incidents,
                        progress.inAnotherLog())
                : with;
    }

    private ProcessState ended(ProcessStatus end) {
        return new ProcessState(end, engineKey, cancelRequested, processId, processVersion, Map.of(), progress);
    }

    private ProcessState cancelled() {
        return new ProcessState(status, engineKey, true, processId, processVersion, incidents, progress);
    }

    private ProcessState retried(String incidentId) {
        OpenIncident open = incidents.get(incidentId);
        return open == null ? this : with(incidentId, new OpenIncident(open.raised(), true));
    }

    private ProcessState with(String incidentId, @Nullable OpenIncident incident) {
        Map<String, OpenIncident> changed = new HashMap<>(incidents);
        if (incident == null) {
            changed.remove(incidentId);
        } else {
            changed.put(incidentId, incident);
        }
        return new ProcessState(
                status, engineKey, cancelRequested, processId, processVersion, Map.copyOf(changed), progress);
    }

    private ProcessState in(String process, long version) {
        return new ProcessState(status, engineKey, cancelRequested, process, version, incidents, progress);
    }

    private ProcessState at(StepProgress reached) {
        return new ProcessState(status, engineKey, cancelRequested, processId, processVersion, incidents, reached);
    }
}
