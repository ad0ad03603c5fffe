package io.docket.command.schedule.cancel;

import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Rejection;
import io.docket.command.schedule.ScheduleState;
import io.docket.command.schedule.ScheduleStatus;
import io.docket.contracts.event.ScheduleEvent;
import java.util.List;

/** Decides on the end of a schedule: its owner may, and who manages work. */
public final class CancelScheduleDecider {
    private CancelScheduleDecider() {}

    /** The decision. */
    public static List<ScheduleEvent> decide(ScheduleState state, CancelSchedule command, DecisionContext context) {
        if (!context.manages() && !context.actor().equals(state.owner())) {
            throw Rejection.forbidden("the schedule is somebody else's");
        }
        if (state.status() == ScheduleStatus.CANCELLED) {
            return List.of();
        }
        state.requireActive();
        return List.of(new ScheduleEvent.Cancelled());
    }
}
