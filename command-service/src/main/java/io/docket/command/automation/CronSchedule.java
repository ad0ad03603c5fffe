package io.docket.command.automation;

import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Workspace;
import io.docket.command.schedule.ScheduleState;
import io.docket.command.schedule.ScheduleStatus;
import io.docket.contracts.event.AutomationEvent;
import io.docket.contracts.event.AutomationEvent.Cron;
import io.docket.contracts.event.ScheduleEvent;
import io.docket.contracts.id.EntityId;
import io.docket.contracts.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The times of an automation: a schedule that triggers it, made and cancelled in the commands that turn it on and off. So both
 * are there, or neither.
 */
public final class CronSchedule {
    private static final String MARK = "cron-";

    private CronSchedule() {}

    /** Id of the schedule that the command makes for the automation; absent if that has no times. */
    public static @Nullable String idFor(
            String automationId, AutomationEvent.Defined definition, DecisionContext context) {
        return definition.trigger().cron() == null
                ? null
                : EntityId.dependent(automationId, MARK + context.commandId());
    }

    /** Makes the schedule; nothing without an id. */
    public static void start(
            @Nullable String scheduleId, String automationId, AutomationEvent.Defined definition, Workspace workspace) {
        Cron cron = definition.trigger().cron();
        if (scheduleId == null || cron == null) {
            return;
        }
        workspace.create(
                ScheduleState.KIND,
                scheduleId,
                List.of(new ScheduleEvent.Created(
                        null,
                        "trigger-automation",
                        Json.mapper()
                                .createObjectNode()
                                .put("automationId", automationId)
                                .put("by", AutomationEvent.CRON),
                        null,
                        null,
                        cron.expression(),
                        cron.zone(),
                        cron.missed())));
    }

    /** Cancels the schedule, if there is one that is not over. */
    public static void stop(@Nullable String scheduleId, Workspace workspace) {
        if (scheduleId != null) {
            workspace
                    .find(ScheduleState.KIND, scheduleId)
                    .filter(schedule -> schedule.state().status() == ScheduleStatus.ACTIVE)
                    .ifPresent(schedule -> schedule.apply(List.of(new ScheduleEvent.Cancelled())));
        }
    }
}
