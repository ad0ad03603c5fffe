package io.docket.command.automation.define;

import io.docket.command.automation.AutomationState;
import io.docket.command.automation.AutomationStatus;
import io.docket.command.automation.CronSchedule;
import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Entity;
import io.docket.command.decision.Operation;
import io.docket.command.decision.Refusal;
import io.docket.command.decision.Rejection;
import io.docket.command.decision.Workspace;
import io.docket.command.schedule.plan.LaterCommand;
import io.docket.contracts.event.AutomationEvent.Cron;
import io.docket.contracts.event.AutomationEvent.Defined;
import io.docket.contracts.event.AutomationEvent.Quota;
import io.docket.contracts.event.AutomationEvent.Trigger;
import io.docket.contracts.event.AutomationEvent.Webhook;
import io.docket.kit.automation.DefinitionCheck;
import io.docket.kit.automation.WebhookToken;
import io.docket.kit.feel.Feel;
import io.docket.kit.identity.Caller;
import io.docket.kit.problem.FieldError;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides on a definition: whoever defines it may send its command, and everything in it can be read. The same definition again
 * changes nothing.
 */
public final class DefineAutomationDecider implements Operation<DefineAutomation> {
    private static final Quota DEFAULT_QUOTA = new Quota(1_000, "PT1M");
    private static final int DEFAULT_DEPTH = 20;

    private final LaterCommand later;

    /** Commands that automations may send. */
    public DefineAutomationDecider(LaterCommand later) {
        this.later = later;
    }

    @Override
    public void perform(String id, DefineAutomation command, DecisionContext context, Workspace workspace) {
        Optional<AutomationState> before =
                workspace.find(AutomationState.KIND, id).map(Entity::state);
        before.ifPresent(AutomationState::requireNotRetired);
        later.requireAllowed(command.command(), command.data(), context);
        Defined last = before.map(AutomationState::last).orElse(null);
        Defined next = definition(command, last);
        Caller definer = new Caller(context.tenant(), context.actor(), context.roles(), context.groups());
        List<FieldError> faults = Checks.DEFINITIONS.faults(next, definer);
        if (!faults.isEmpty()) {
            throw new Rejection(Refusal.unprocessable("invalid-automation", "the automation could not run", faults));
        }
        if (last != null && next.equals(as(last, next.revision(), null))) {
            return;
        }
        boolean runs =
                before.map(state -> state.status() == AutomationStatus.ENABLED).orElse(true);
        @Nullable String schedule = runs ? CronSchedule.idFor(id, next, context) : null;
        before.ifPresent(state -> CronSchedule.stop(state.schedule(), workspace));
        CronSchedule.start(schedule, id, next, workspace);
        workspace.define(AutomationState.KIND, id, List.of(as(next, next.revision(), schedule)));
    }

    private static Defined definition(DefineAutomation command, @Nullable Defined last) {
        return new Defined(
                last == null ? 1 : last.revision() + 1,
                command.name(),
                trigger(command.trigger(), last),
                command.condition(),
                command.command(),
                command.data(),
                Objects.requireNonNullElse(command.quota(), DEFAULT_QUOTA),
                Objects.requireNonNullElse(command.maxDepth(), DEFAULT_DEPTH),
                null);
    }

    private static Trigger trigger(DefineAutomation.Trigger trigger, @Nullable Defined last) {
        DefineAutomation.Cron cron = trigger.cron();
        return new Trigger(
                trigger.event(),
                trigger.webhook() == null ? null : webhook(trigger.webhook(), last),
                cron == null
                        ? null
                        : new Cron(
                                cron.expression(),
                                Objects.requireNonNullElse(cron.zone(), "UTC"),
                                Objects.requireNonNullElse(cron.missed(), "once")));
    }

    private static Webhook webhook(DefineAutomation.Webhook webhook, @Nullable Defined last) {
        if (webhook.token() != null) {
            return new Webhook(WebhookToken.digest(webhook.token()));
        }
        if (last == null || last.trigger().webhook() == null) {
            throw Rejection.invalid("/trigger/webhook/token", "is missing, and there is none from before");
        }
        return last.trigger().webhook();
    }

    private static Defined as(Defined definition, long revision, @Nullable String schedule) {
        return new Defined(
                revision,
                definition.name(),
                definition.trigger(),
                definition.condition(),
                definition.command(),
                definition.data(),
                definition.quota(),
                definition.maxDepth(),
                schedule);
    }

    /** The engine of FEEL is not loaded before somebody defines an automation. */
    private static final class Checks {
        static final DefinitionCheck DEFINITIONS = new DefinitionCheck(new Feel());
    }
}
