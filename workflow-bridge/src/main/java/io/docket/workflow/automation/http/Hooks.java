package io.docket.workflow.automation.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.event.AutomationEvent;
import io.docket.contracts.json.Json;
import io.docket.kit.automation.Automation;
import io.docket.kit.automation.WebhookToken;
import io.docket.kit.problem.Problems;
import io.docket.workflow.automation.AutomationBook;
import io.docket.workflow.automation.Definitions;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.command.CommandAnswers;
import io.docket.workflow.command.CommandRefused;
import io.docket.workflow.retry.Unavailable;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Calls from outside that make automations run. Whoever calls knows the token of the automation and nothing else of the platform:
 * what is not there, is off or has no webhook answers as a wrong token does.
 */
final class Hooks {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int CONFLICT = 409;

    /** The digest of no token. */
    private static final String NOBODYS = "0".repeat(64);

    private final AutomationBook book;
    private final Definitions definitions;
    private final CommandAnswers commands;
    private final AtomicLong lookedAt = new AtomicLong(System.nanoTime() - PAUSE.toNanos());

    Hooks(AutomationBook book, Definitions definitions, CommandAnswers commands) {
        this.book = book;
        this.definitions = definitions;
        this.commands = commands;
    }

    /** Throws 401 unless it is the automation's token; 503 while nobody can tell. */
    void requireToken(String tenant, String id, @Nullable String token) {
        String given = token == null ? "" : token;
        if (fits(tenant, id, given)) {
            return;
        }
        lookAgain();
        if (!fits(tenant, id, given)) {
            throw Problems.of(401, "unauthorized", "Not authenticated", "there is no such automation for this token")
                    .build();
        }
    }

    /**
     * Takes a call: once this returns, it is in the log. Throws 400, 409, 422 or 503.
     *
     * @param key key of the call; one that was there before is answered as then
     * @param messageId the same, as others name it
     */
    ObjectNode take(String tenant, String id, @Nullable String key, @Nullable String messageId, byte[] body) {
        ObjectNode trigger =
                Json.mapper().createObjectNode().put("automationId", id).put("by", AutomationEvent.WEBHOOK);
        payload(body).ifPresent(payload -> trigger.set("payload", payload));
        String idempotencyKey = "hook:" + id + ":" + WebhookToken.digest(delivery(key, messageId, body));
        try {
            ObjectNode result = commands.call(new BridgeCommand(tenant, "trigger-automation", idempotencyKey, trigger));
            return Json.mapper()
                    .createObjectNode()
                    .put("commandId", result.path("commandId").asText())
                    .put("position", result.path("position").asText());
        } catch (CommandRefused e) {
            throw refusal(e);
        } catch (Unavailable e) {
            throw Problems.unavailable("The call cannot be taken now.", RETRY_AFTER);
        }
    }

    /** Now and then only: whoever guesses tokens must not keep the reader of definitions busy. */
    private void lookAgain() {
        long last = lookedAt.get();
        long now = System.nanoTime();
        boolean isTurn = now - last >= PAUSE.toNanos() && lookedAt.compareAndSet(last, now);
        if (definitions.isComplete() && !isTurn) {
            return;
        }
        try {
            definitions.ensureCurrent();
        } catch (Unavailable e) {
            throw Problems.unavailable("Automations are not known yet.", RETRY_AFTER);
        }
    }

    /** Takes as long whether there is such an automation or not. */
    private boolean fits(String tenant, String id, String token) {
        Optional<String> digest = book.running(tenant, id)
                .map(Automation::definition)
                .map(definition -> definition.trigger().webhook())
                .map(AutomationEvent.Webhook::tokenSha256);
        return WebhookToken.fits(token, digest.orElse(NOBODYS)) && digest.isPresent();
    }

    private static String delivery(@Nullable String key, @Nullable String messageId, byte[] body) {
        if (key != null) {
            return "key:" + key;
        }
        return messageId != null ? "id:" + messageId : "body:" + new String(body, StandardCharsets.ISO_8859_1);
    }

    private static HttpProblem refusal(CommandRefused refused) {
        return refused.status() == CONFLICT
                ? Problems.conflict(refused.reason(), refused.explanation())
                : Problems.of(refused.status(), refused.reason(), "The call is not taken", refused.explanation())
                        .build();
    }

    private static Optional<JsonNode> payload(byte[] body) {
        try {
            return body.length == 0 ? Optional.empty() : Optional.of(Json.tree(body));
        } catch (UncheckedIOException e) {
            throw Problems.invalid("The body is not JSON.", List.of());
        }
    }
}
