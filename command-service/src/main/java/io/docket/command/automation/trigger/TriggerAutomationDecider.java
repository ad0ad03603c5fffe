package io.docket.command.automation.trigger;

import io.docket.command.automation.AutomationState;
import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Rejection;
import io.docket.contracts.event.AutomationEvent;
import io.docket.contracts.event.AutomationEvent.Trigger;
import java.util.List;
import java.util.Objects;

/** Decides on a run for another reason than an event: the automation runs now, and for such reasons. */
public final class TriggerAutomationDecider {
    private TriggerAutomationDecider() {}

    /** The decision. */
    public static List<AutomationEvent> decide(
            AutomationState state, TriggerAutomation command, DecisionContext context) {
        String by = Objects.requireNonNullElse(command.by(), AutomationEvent.MANUAL);
        if (!by.equals(AutomationEvent.MANUAL) && !context.isEngine()) {
            throw Rejection.forbidden("only the platform says that it was a " + by);
        }
        state.requireEnabled();
        Trigger trigger = state.last().trigger();
        boolean runs = switch (by) {
            case AutomationEvent.WEBHOOK -> trigger.webhook() != null;
            case AutomationEvent.CRON -> trigger.cron() != null;
            default -> true;
        };
        if (!runs) {
            throw Rejection.conflict("other-trigger", "the automation is triggered otherwise");
        }
        return List.of(new AutomationEvent.Triggered(state.last().revision(), by, command.payload()));
    }
}
