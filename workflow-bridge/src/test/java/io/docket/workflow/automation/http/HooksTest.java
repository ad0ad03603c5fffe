package io.docket.workflow.automation.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.contracts.event.AutomationEvent;
import io.docket.contracts.event.AutomationEvent.Defined;
import io.docket.contracts.event.AutomationEvent.Quota;
import io.docket.contracts.event.AutomationEvent.Trigger;
import io.docket.contracts.event.AutomationEvent.Webhook;
import io.docket.contracts.json.Json;
import io.docket.kit.automation.WebhookToken;
import io.docket.kit.feel.Feel;
import io.docket.workflow.automation.AutomationBook;
import io.docket.workflow.automation.DefinitionsDouble;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.retry.Unavailable;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HooksTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String DIGEST = WebhookToken.digest(TOKEN);

    private final List<BridgeCommand> sent = new ArrayList<>();
    private final AutomationBook book = new AutomationBook(new Feel());
    private final List<Runnable> news = new ArrayList<>();
    private boolean isAway;
    private final Hooks hooks = new Hooks(
            book,
            new DefinitionsDouble(() -> {
                if (isAway) {
                    throw new Unavailable("away", null);
                }
                news.forEach(Runnable::run);
            }),
            command -> {
                if (isAway) {
                    throw new Unavailable("away", null);
                }
                sent.add(command);
                return Json.mapper().createObjectNode().put("commandId", "c").put("position", "1-2");
            });

    private void tell(String id, long sequence, AutomationEvent event) {
        book.note(
                new EventEnvelope(
                        "d" + sequence,
                        EventEnvelope.COMMAND_SERVICE,
                        "docket.automation.it.v1",
                        new Subject("automation", id),
                        id,
                        Instant.EPOCH.plusSeconds(sequence),
                        sequence,
                        "acme",
                        "ann",
                        null,
                        "c",
                        "c",
                        "c",
                        0,
                        null,
                        null,
                        null,
                        null,
                        new byte[0]),
                event);
    }

    private static Defined defined(Trigger trigger) {
        return new Defined(
                1, "Hook", trigger, null, "notify", Json.mapper().createObjectNode(), new Quota(1, "PT1M"), 20, null);
    }

    private static int status(ThrowingCallable call) {
        return catchThrowableOfType(HttpProblem.class, call).getStatusCode();
    }

    @ParameterizedTest
    @CsvSource({
        "acme, hook, another-token-that-is-long-enough",
        "acme, hook,",
        "acme, other, " + TOKEN,
        "globex, hook, " + TOKEN,
        "acme, clock, " + TOKEN,
        "acme, off, " + TOKEN
    })
    void nobody_without_the_token_learns_anything(String tenant, String id, @Nullable String token) {
        tell("hook", 1, defined(new Trigger(null, new Webhook(DIGEST), null)));
        tell("clock", 1, defined(new Trigger(null, null, new AutomationEvent.Cron("0 8 * * *", "UTC", "once"))));
        tell("off", 1, defined(new Trigger(null, new Webhook(DIGEST), null)));
        tell("off", 2, new AutomationEvent.Disabled());

        assertThat(status(() -> hooks.requireToken(tenant, id, token))).isEqualTo(401);
        assertThatCode(() -> hooks.requireToken("acme", "hook", TOKEN)).doesNotThrowAnyException();
    }

    @Test
    void a_digest_is_not_a_token() {
        tell("hook", 1, defined(new Trigger(null, new Webhook(DIGEST), null)));

        assertThat(status(() -> hooks.requireToken("acme", "hook", DIGEST))).isEqualTo(401);
    }

    @Test
    void what_was_defined_just_now_is_known_before_anybody_is_sent_away() {
        news.add(() -> tell("hook", 1, defined(new Trigger(null, new Webhook(DIGEST), null))));

        assertThatCode(() -> hooks.requireToken("acme", "hook", TOKEN)).doesNotThrowAnyException();
    }

    @Test
    void whoever_guesses_tokens_does_not_keep_the_reader_of_definitions_busy() {
        int[] looks = {0};
        news.add(() -> looks[0]++);

        for (int i = 0; i < 1_000; i++) {
            assertThat(status(() -> hooks.requireToken("acme", "hook", TOKEN))).isEqualTo(401);
        }

        assertThat(looks[0]).isBetween(1, 100);
    }

    @Test
    void nobody_is_let_in_while_nothing_is_known() {
        isAway = true;

        for (int i = 0; i < 3; i++) {
            assertThat(status(() -> hooks.requireToken("acme", "hook", TOKEN))).isEqualTo(503);
        }
        assertThat(status(() -> hooks.take("acme", "hook", "1", null, new byte[0])))
                .isEqualTo(503);
    }

    @Test
    void a_call_is_a_command_whose_key_is_that_of_the_call() {
        byte[] body = "{\"order\":7}".getBytes(UTF_8);

        hooks.take("acme", "hook", "1", null, body);
        hooks.take("acme", "hook", "1", "2", "{}".getBytes(UTF_8));
        hooks.take("acme", "hook", null, "1", body);
        hooks.take("acme", "hook", null, null, body);
        hooks.take("acme", "hook", null, null, body);
        hooks.take("acme", "hook", null, null, new byte[0]);

        List<String> keys = sent.stream().map(BridgeCommand::idempotencyKey).toList();
        assertThat(keys.get(0)).isEqualTo(keys.get(1)).hasSizeLessThan(255);
        assertThat(keys.get(3)).isEqualTo(keys.get(4));
        assertThat(keys.stream().distinct()).hasSize(4);
        assertThat(sent.getFirst().type()).isEqualTo("trigger-automation");
        assertThat(sent.getFirst().payload())
                .hasToString("{\"automationId\":\"hook\",\"by\":\"webhook\",\"payload\":{\"order\":7}}");
        assertThat(sent.getLast().payload().has("payload")).isFalse();
    }

    @Test
    void what_is_not_json_is_400() {
        assertThat(status(() -> hooks.take("acme", "hook", "1", null, "{\"order\":".getBytes(UTF_8))))
                .isEqualTo(400);
        assertThat(sent).isEmpty();
    }
}
