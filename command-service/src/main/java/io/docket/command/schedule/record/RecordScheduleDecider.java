package io.docket.command.schedule.record;

import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Rejection;
import io.docket.command.schedule.ScheduleState;
import io.docket.contracts.event.ScheduleEvent;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

/**
 * Decides on a report about an occurrence. An occurrence is settled before its command goes out, so that nothing goes out
 * after the end was accepted; the same report again changes nothing.
 */
public final class RecordScheduleDecider {
    private RecordScheduleDecider() {}

    /** The decision. */
    public static List<ScheduleEvent> decide(ScheduleState state, RecordSchedule command, DecisionContext context) {
        return switch (command.state()) {
            case FIRED -> settle(state, command.due(), new ScheduleEvent.Fired(command.due(), command.next()));
            case MISSED -> {
                OffsetDateTime until = Objects.requireNonNullElse(command.until(), command.due());
                if (until.isBefore(command.due())) {
                    throw Rejection.invalid("/until", "it is before due");
                }
                yield settle(
                        state,
                        until,
                        new ScheduleEvent.Missed(
                                command.due(),
                                until,
                                Objects.requireNonNullElse(command.occurrences(), 1L),
                                command.next()));
            }
            case REJECTED -> {
                if (!state.isSettled(command.due())) {
                    throw Rejection.conflict("occurrence-not-fired", "the occurrence was not fired");
                }
                yield List.of(new ScheduleEvent.Rejected(
                        command.due(), Objects.requireNonNullElse(command.detail(), "rejected")));
            }
        };
    }

    private static List<ScheduleEvent> settle(ScheduleState state, OffsetDateTime last, ScheduleEvent event) {
        if (state.isSettled(last)) {
            return List.of();
        }
        state.requireActive();
        return List.of(event);
    }
}
