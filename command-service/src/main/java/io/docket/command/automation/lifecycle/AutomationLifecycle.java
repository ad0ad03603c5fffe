package io.docket.command.automation.lifecycle;

import io.docket.command.automation.AutomationState;
import io.docket.command.automation.AutomationStatus;
import io.docket.command.automation.CronSchedule;
import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Entity;
import io.docket.command.decision.Workspace;
import io.docket.contracts.event.AutomationEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides whether an automation runs, and with it whether its schedule is there. */
public final class AutomationLifecycle {
    private AutomationLifecycle() {}

    /** Carries out the command. */
    public static void enable(String id, EnableAutomation command, DecisionContext context, Workspace workspace) {
        Entity<AutomationState, AutomationEvent> automation = workspace.load(AutomationState.KIND, id);
        AutomationState state = automation.state();
        state.requireNotRetired();
        if (state.status() != AutomationStatus.ENABLED) {
            @Nullable String schedule = CronSchedule.idFor(id, state.last(), context);
            CronSchedule.start(schedule, id, state.last(), workspace);
            automation.apply(List.of(new AutomationEvent.Enabled(schedule)));
        }
    }

    /** Carries out the command. */
    public static void disable(String id, DisableAutomation command, DecisionContext context, Workspace workspace) {
        Entity<AutomationState, AutomationEvent> automation = workspace.load(AutomationState.KIND, id);
        automation.state().requireNotRetired();
        if (automation.state().status() != AutomationStatus.DISABLED) {
            stop(automation, new AutomationEvent.Disabled(), workspace);
        }
    }

    /** Carries out the command. */
    public static void retire(String id, RetireAutomation command, DecisionContext context, Workspace workspace) {
        Entity<AutomationState, AutomationEvent> automation = workspace.load(AutomationState.KIND, id);
        if (automation.state().status() != AutomationStatus.RETIRED) {
            stop(automation, new AutomationEvent.Retired(), workspace);
        }
    }

    private static void stop(
            Entity<AutomationState, AutomationEvent> automation, AutomationEvent event, Workspace workspace) {
        CronSchedule.stop(automation.state().schedule(), workspace);
        automation.apply(List.of(event));
    }
}
