package io.docket.command.schedule;

import io.docket.command.decision.EntityKind;
import io.docket.command.decision.Rejection;
import io.docket.contracts.event.ScheduleEvent;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What decisions need of a schedule.
 *
 * @param status where it is
 * @param owner who planned it
 * @param settled the last occurrence that was fired or left out
 */
public record ScheduleState(
        ScheduleStatus status, String owner, @Nullable Instant settled) {
    /** Schedules. */
    public static final EntityKind<ScheduleState, ScheduleEvent> KIND =
            new EntityKind<>("schedule", ScheduleEvent.class, ScheduleState::evolve);

    private static ScheduleState evolve(@Nullable ScheduleState before, ScheduleEvent event, String actor) {
        if (event instanceof ScheduleEvent.Created) {
            return new ScheduleState(ScheduleStatus.ACTIVE, actor, null);
        }
        if (before == null) {
            throw new IllegalStateException("the history of a schedule starts with " + event);
        }
        return switch (event) {
            case ScheduleEvent.Created created -> throw new IllegalStateException("created twice: " + created);
            case ScheduleEvent.Fired fired -> before.settled(fired.due(), fired.next());
            case ScheduleEvent.Missed missed -> before.settled(missed.until(), missed.next());
            case ScheduleEvent.Rejected _ -> before;
            case ScheduleEvent.Cancelled _ -> new ScheduleState(ScheduleStatus.CANCELLED, before.owner, before.settled);
        };
    }

    /** True if the occurrence, or a later one, was fired or left out. */
    public boolean isSettled(OffsetDateTime due) {
        return settled != null && !due.toInstant().isAfter(settled);
    }

    /** Rejects if nothing is sent any more. */
    public void requireActive() {
        if (status != ScheduleStatus.ACTIVE) {
            throw Rejection.conflict("schedule-" + status, "the schedule is " + status);
        }
    }

    private ScheduleState settled(OffsetDateTime last, @Nullable OffsetDateTime next) {
        return new ScheduleState(next == null ? ScheduleStatus.ENDED : status, owner, last.toInstant());
    }
}
