package io.docket.command.process.record;

import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Rejection;
import io.docket.command.process.ProcessState;
import io.docket.command.process.ProcessStatus;
import io.docket.contracts.event.ProcessEvent;
import java.util.List;
import java.util.Objects;

/** Decides on a report of the engine; the same report again changes nothing. */
public final class RecordProcessDecider {
    private RecordProcessDecider() {}

    /** The decision. */
    public static List<ProcessEvent> decide(ProcessState state, RecordProcess command, DecisionContext context) {
        return switch (command.state()) {
            case STARTED -> started(state, command);
            case COMPLETED -> ended(state, ProcessStatus.COMPLETED, new ProcessEvent.Completed());
            case TERMINATED -> ended(state, ProcessStatus.TERMINATED, new ProcessEvent.Terminated());
            case MIGRATED -> migrated(state, command);
        };
    }

    private static List<ProcessEvent> started(ProcessState state, RecordProcess command) {
        if (command.engineKey() == null || command.processVersion() == null) {
            throw Rejection.invalid("/engineKey", "a started process has engineKey and processVersion");
        }
        boolean again = state.status() == ProcessStatus.ACTIVE && state.engineKey() == null;
        if (state.status() == ProcessStatus.REQUESTED || again) {
            ProcessEvent started = new ProcessEvent.Started(command.engineKey(), command.processVersion());
            return state.incidents().containsKey(ProcessEvent.START)
                    ? List.of(started, new ProcessEvent.IncidentResolved(ProcessEvent.START))
                    : List.of(started);
        }
        if (Objects.equals(state.engineKey(), command.engineKey())) {
            return List.of();
        }
        throw unexpected(state);
    }

    private static List<ProcessEvent> migrated(ProcessState state, RecordProcess command) {
        if (command.processId() == null || command.processVersion() == null) {
            throw Rejection.invalid("/processId", "a migrated process has processId and processVersion");
        }
        boolean known =
                state.processId().equals(command.processId()) && state.processVersion() == command.processVersion();
        if (state.status().isEnd() || known) {
            return List.of();
        }
        return List.of(new ProcessEvent.Migrated(command.processId(), command.processVersion()));
    }

    private static List<ProcessEvent> ended(ProcessState state, ProcessStatus end, ProcessEvent event) {
        if (state.status() == end) {
            return List.of();
        }
        boolean possible = state.status() == ProcessStatus.ACTIVE
                || (state.status() == ProcessStatus.REQUESTED && end == ProcessStatus.TERMINATED);
        if (!possible) {
            throw unexpected(state);
        }
        return List.of(event);
    }

    private static Rejection unexpected(ProcessState state) {
        return Rejection.conflict("process-" + state.status(), "the process is " + state.status());
    }
}
