package io.docket.command.casework.queue;

import io.docket.command.casetype.CaseTypeVersion;
import io.docket.command.casework.CaseState;
import io.docket.contracts.event.CaseEvent;
import java.util.List;
import java.util.Objects;

/** Decides on another queue of a case: one that its type knows, if that names any. */
public final class QueueCaseDecider {
    private QueueCaseDecider() {}

    /** The decision. */
    public static List<CaseEvent> decide(CaseState state, CaseTypeVersion type, QueueCase command) {
        type.requireQueue(command.queue());
        state.requireOpen();
        if (Objects.equals(state.queue(), command.queue())) {
            return List.of();
        }
        return List.of(new CaseEvent.Queued(command.queue(), state.queue()));
    }
}
