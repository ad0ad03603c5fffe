package io.docket.projection.automations;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.event.AutomationEvent.Cron;
import io.docket.contracts.event.AutomationEvent.Defined;
import io.docket.contracts.event.AutomationEvent.Quota;
import io.docket.contracts.event.AutomationEvent.Trigger;
import io.docket.contracts.event.AutomationEvent.Webhook;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A definition that is tried before it is one: {@code define-automation} without what a trial does not need.
 *
 * @param trigger when it runs
 * @param condition FEEL that has to be true
 * @param command type of the command
 * @param data template of its payload
 * @param maxDepth longest chain of causes
 */
record Draft(
        Trigger trigger,
        @Nullable String condition,
        String command,
        JsonNode data,
        @Nullable Integer maxDepth) {
    private static final String NAME = "draft";
    private static final Quota ANY = new Quota(1, "PT1M");
    private static final int DEFAULT_DEPTH = 20;

    /** Only what it is triggered by counts: a webhook needs no token, and a cron has the zone that it says. */
    Defined definition() {
        Cron cron = trigger.cron();
        return new Defined(
                1,
                NAME,
                new Trigger(
                        trigger.event(),
                        trigger.webhook() == null ? null : new Webhook(""),
                        cron == null
                                ? null
                                : new Cron(
                                        cron.expression(),
                                        Objects.requireNonNullElse(cron.zone(), "UTC"),
                                        Objects.requireNonNullElse(cron.missed(), "once"))),
                condition,
                command,
                data,
                ANY,
                Objects.requireNonNullElse(maxDepth, DEFAULT_DEPTH),
                null);
    }
}
