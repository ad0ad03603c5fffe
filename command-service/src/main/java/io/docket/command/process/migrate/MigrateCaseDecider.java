package io.docket.command.process.migrate;

import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Rejection;
import io.docket.command.process.ProcessState;
import io.docket.command.process.ProcessStatus;
import io.docket.contracts.event.ProcessEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Decides on a migration: the instance must run, and in another version. */
public final class MigrateCaseDecider {
    private MigrateCaseDecider() {}

    /** The decision. */
    public static List<ProcessEvent> decide(ProcessState state, MigrateCase command, DecisionContext context) {
        if (state.status() != ProcessStatus.ACTIVE) {
            throw Rejection.conflict("process-" + state.status(), "the process is " + state.status());
        }
        if (state.isLost()) {
            throw Rejection.conflict("process-lost", "the engine does not run the process any more");
        }
        String process = Objects.requireNonNullElse(command.processId(), state.processId());
        if (process.equals(state.processId()) && command.processVersion() == state.processVersion()) {
            return List.of();
        }
        Map<String, String> mapping = Objects.requireNonNullElse(command.mapping(), Map.of());
        return List.of(new ProcessEvent.MigrationRequested(
                state.processId(), state.processVersion(), process, command.processVersion(), mapping));
    }
}
