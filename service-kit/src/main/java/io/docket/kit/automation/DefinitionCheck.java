package io.docket.kit.automation;

import io.docket.contracts.event.AutomationEvent.Cron;
import io.docket.contracts.event.AutomationEvent.Defined;
import io.docket.contracts.event.AutomationEvent.Quota;
import io.docket.kit.feel.Feel;
import io.docket.kit.feel.FeelFault;
import io.docket.kit.identity.Caller;
import io.docket.kit.problem.FieldError;
import io.docket.kit.time.CronTimes;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what is wrong with a definition, place by place; what it lets pass can be compiled. */
public final class DefinitionCheck {
    private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(1);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(1);

    private final Feel feel;
    private final Template template;

    /** Checked with this. */
    public DefinitionCheck(Feel feel) {
        this.feel = feel;
        this.template = new Template(feel);
    }

    /**
     * The faults of a definition, with pointers as in {@code define-automation}; none if it can run.
     *
     * @param definer who defines it, and in whose name it acts
     */
    public List<FieldError> faults(Defined definition, Caller definer) {
        List<FieldError> faults = new ArrayList<>();
        if (definition.trigger().event() != null) {
            EventTrigger.faults(definition.trigger().event(), definer)
                    .forEach(fault -> faults.add(new FieldError("/trigger/event" + fault.pointer(), fault.detail())));
        }
        if (definition.trigger().cron() != null) {
            cron(definition.trigger().cron(), faults);
        }
        condition(definition.condition(), faults);
        faults.addAll(template.faults("/data", definition.data()));
        quota(definition.quota(), faults);
        return faults;
    }

    private void condition(@Nullable String condition, List<FieldError> faults) {
        if (condition != null) {
            try {
                feel.requireExpression(Template.expression(condition));
            } catch (FeelFault e) {
                faults.add(new FieldError("/condition", e.detail()));
            }
        }
    }

    private static void cron(Cron cron, List<FieldError> faults) {
        ZoneId zone;
        try {
            zone = CronTimes.zone(cron.zone());
        } catch (IllegalArgumentException e) {
            faults.add(new FieldError("/trigger/cron/zone", "there is no time zone " + cron.zone()));
            return;
        }
        try {
            CronTimes.of(cron.expression(), zone);
        } catch (IllegalArgumentException e) {
            faults.add(new FieldError("/trigger/cron/expression", String.valueOf(e.getMessage())));
        }
    }

    private static void quota(Quota quota, List<FieldError> faults) {
        try {
            Duration window = Duration.parse(quota.per());
            if (window.compareTo(SHORTEST_WINDOW) >= 0 && window.compareTo(LONGEST_WINDOW) <= 0) {
                return;
            }
        } catch (DateTimeParseException e) {
            faults.add(new FieldError("/quota/per", quota.per() + " is no duration: PT1M, PT1H"));
            return;
        }
        faults.add(new FieldError("/quota/per", "is between " + SHORTEST_WINDOW + " and " + LONGEST_WINDOW));
    }
}
