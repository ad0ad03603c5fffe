package io.docket.command.process;

import io.docket.command.decision.EntityKind;
import io.docket.contracts.event.ProcessEvent;
import org.jspecify.annotations.Nullable;

/**
 * What decisions need of a process instance.
 *
 * @param status where it is
 * @param engineKey its key in the engine
 * @param cancelRequested whether its end was asked for
 */
public record ProcessState(ProcessStatus status, @Nullable String engineKey, boolean cancelRequested) {
    /** Process instances. */
    public static final EntityKind<ProcessState, ProcessEvent> KIND =
            new EntityKind<>("process", ProcessEvent.class, ProcessState::evolve);

    private static ProcessState evolve(@Nullable ProcessState before, ProcessEvent event, String actor) {
        if (event instanceof ProcessEvent.Requested) {
            return new ProcessState(ProcessStatus.REQUESTED, null, false);
        }
        if (before == null) {
            throw new IllegalStateException("the history of a process starts with " + event);
        }
        return switch (event) {
            case ProcessEvent.Requested requested -> throw new IllegalStateException("requested twice: " + requested);
            case ProcessEvent.Started started ->
                new ProcessState(ProcessStatus.ACTIVE, started.engineKey(), before.cancelRequested);
            case ProcessEvent.Completed _ -> before.ended(ProcessStatus.COMPLETED);
            case ProcessEvent.Terminated _ -> before.ended(ProcessStatus.TERMINATED);
            case ProcessEvent.CancelRequested _ -> new ProcessState(before.status, before.engineKey, true);
        };
    }

    private ProcessState ended(ProcessStatus end) {
        return new ProcessState(end, engineKey, cancelRequested);
    }
}
