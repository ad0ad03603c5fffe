package io.docket.command.catalog;

import io.docket.command.automation.AutomationState;
import io.docket.command.automation.define.DefineAutomation;
import io.docket.command.automation.define.DefineAutomationDecider;
import io.docket.command.automation.lifecycle.AutomationLifecycle;
import io.docket.command.automation.lifecycle.DisableAutomation;
import io.docket.command.automation.lifecycle.EnableAutomation;
import io.docket.command.automation.lifecycle.RetireAutomation;
import io.docket.command.automation.run.RecordAutomationRun;
import io.docket.command.automation.run.RecordAutomationRunDecider;
import io.docket.command.automation.trigger.TriggerAutomation;
import io.docket.command.automation.trigger.TriggerAutomationDecider;
import io.docket.command.schedule.plan.LaterCommand;
import java.util.stream.Stream;

/** Commands on automations. */
final class OnAutomations {
    private OnAutomations() {}

    static Stream<CommandType<?>> all(LaterCommand later) {
        return Stream.of(
                new CommandType<>(
                        "define-automation",
                        DefineAutomation.class,
                        AutomationState.KIND.name(),
                        (command, commandId) -> command.id(),
                        true,
                        new DefineAutomationDecider(later)),
                new CommandType<>(
                        "enable-automation",
                        EnableAutomation.class,
                        AutomationState.KIND.name(),
                        (command, commandId) -> command.automationId(),
                        false,
                        AutomationLifecycle::enable),
                new CommandType<>(
                        "disable-automation",
                        DisableAutomation.class,
                        AutomationState.KIND.name(),
                        (command, commandId) -> command.automationId(),
                        false,
                        AutomationLifecycle::disable),
                new CommandType<>(
                        "retire-automation",
                        RetireAutomation.class,
                        AutomationState.KIND.name(),
                        (command, commandId) -> command.automationId(),
                        false,
                        AutomationLifecycle::retire),
                OnExisting.of(
                        AutomationState.KIND,
                        "trigger-automation",
                        TriggerAutomation.class,
                        TriggerAutomation::automationId,
                        TriggerAutomationDecider::decide),
                OnExisting.of(
                        AutomationState.KIND,
                        "record-automation-run",
                        RecordAutomationRun.class,
                        RecordAutomationRun::automationId,
                        RecordAutomationRunDecider::decide));
    }
}
