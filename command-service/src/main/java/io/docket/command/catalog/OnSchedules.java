package io.docket.command.catalog;

import io.docket.command.schedule.ScheduleState;
import io.docket.command.schedule.cancel.CancelSchedule;
import io.docket.command.schedule.cancel.CancelScheduleDecider;
import io.docket.command.schedule.plan.LaterCommand;
import io.docket.command.schedule.plan.ScheduleCommand;
import io.docket.command.schedule.plan.ScheduleCommandDecider;
import io.docket.command.schedule.record.RecordSchedule;
import io.docket.command.schedule.record.RecordScheduleDecider;
import java.util.stream.Stream;

/** Commands on schedules. */
final class OnSchedules {
    private OnSchedules() {}

    static Stream<CommandType<?>> all(LaterCommand later) {
        return Stream.of(
                new CommandType<>(
                        "schedule-command",
                        ScheduleCommand.class,
                        ScheduleState.KIND.name(),
                        ScheduleCommandDecider::idOf,
                        false,
                        new ScheduleCommandDecider(later)),
                OnExisting.of(
                        ScheduleState.KIND,
                        "cancel-schedule",
                        CancelSchedule.class,
                        CancelSchedule::scheduleId,
                        CancelScheduleDecider::decide),
                OnExisting.of(
                        ScheduleState.KIND,
                        "record-schedule",
                        RecordSchedule.class,
                        RecordSchedule::scheduleId,
                        RecordScheduleDecider::decide));
    }
}
