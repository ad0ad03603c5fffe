package io.docket.command.automation;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.command.decision.Refusal;
import io.docket.command.support.Scenario;
import io.docket.contracts.event.AutomationEvent;
import io.docket.contracts.event.AutomationEvent.Cron;
import io.docket.contracts.event.AutomationEvent.Defined;
import io.docket.contracts.event.AutomationEvent.Quota;
import io.docket.contracts.event.AutomationEvent.Trigger;
import io.docket.contracts.event.AutomationEvent.Webhook;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.ScheduleEvent;
import io.docket.kit.automation.WebhookToken;
import io.docket.kit.problem.FieldError;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefineAutomationTest {
    private static final String OPENED = "\"trigger\":{\"event\":{\"type\":\"docket.case.opened.v1\"}}";
    private static final String TASK =
            "\"command\":\"create-task\",\"data\":{\"caseId\":\"=event.root\",\"name\":\"Call\"}";
    private static final String DAILY = "\"trigger\":{\"cron\":{\"expression\":\"0 8 * * *\"}}";
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private static final Defined FIRST = new Defined(
            1,
            "Calls",
            new Trigger(Scenario.json("{\"type\":\"docket.case.opened.v1\"}"), null, null),
            null,
            "create-task",
            Scenario.json("{\"caseId\":\"=event.root\",\"name\":\"Call\"}"),
            new Quota(1_000, "PT1M"),
            20,
            null);

    private static Scenario manager() {
        return Scenario.start().by("ann", Set.of("case-worker", "case-manager"), Set.of());
    }

    private static String define(String... members) {
        return "{\"id\":\"calls\",\"name\":\"Calls\"," + String.join(",", members) + "}";
    }

    private static String webhook(String token) {
        return "\"trigger\":{\"webhook\":{" + token + "}}";
    }

    @Test
    void it_is_defined_with_its_defaults() {
        assertThat(manager().when("define-automation", define(OPENED, TASK))).containsExactly(FIRST);
    }

    @Test
    void a_change_is_the_next_revision_and_the_same_again_is_none() {
        Scenario defined = manager().given(AutomationState.KIND, "calls", FIRST);

        assertThat(defined.when("define-automation", define(OPENED, TASK))).isEmpty();
        assertThat(defined.when("define-automation", define(OPENED, TASK, "\"maxDepth\":3")))
                .singleElement()
                .satisfies(event -> {
                    assertThat(((Defined) event).revision()).isEqualTo(2);
                    assertThat(((Defined) event).maxDepth()).isEqualTo(3);
                });
    }

    @Test
    void only_the_digest_of_a_token_is_kept_and_it_stays_until_there_is_another() {
        Scenario scenario = manager();

        Defined first =
                (Defined) scenario.when("define-automation", define(webhook("\"token\":\"" + TOKEN + "\""), TASK))
                        .getLast();
        Defined second = (Defined) scenario.when("define-automation", define(webhook(""), TASK, "\"maxDepth\":3"))
                .getLast();

        assertThat(first.trigger().webhook()).isEqualTo(new Webhook(WebhookToken.digest(TOKEN)));
        assertThat(first.toString()).doesNotContain(TOKEN);
        assertThat(second.trigger()).isEqualTo(first.trigger());
    }

    @Test
    void a_cron_has_a_zone_a_policy_and_a_schedule_that_triggers_the_automation() {
        Scenario scenario = manager();

        List<DomainEvent> events = scenario.when("define-automation", define(DAILY, TASK));

        Defined defined = (Defined) events.getLast();
        assertThat(defined.trigger().cron()).isEqualTo(new Cron("0 8 * * *", "UTC", "once"));
        assertThat(defined.scheduleId()).isEqualTo("calls~cron-" + Scenario.commandId());
        assertThat(events.getFirst())
                .isEqualTo(new ScheduleEvent.Created(
                        null,
                        "trigger-automation",
                        Scenario.json("{\"automationId\":\"calls\",\"by\":\"cron\"}"),
                        null,
                        null,
                        "0 8 * * *",
                        "UTC",
                        "once"));
    }

    @Test
    void the_schedule_goes_with_the_automation() {
        Scenario scenario = manager();
        String it = "{\"automationId\":\"calls\"}";
        scenario.when("define-automation", define(DAILY, TASK));

        List<DomainEvent> disabled = List.copyOf(scenario.when("disable-automation", it));

        assertThat(disabled.subList(2, disabled.size()))
                .containsExactly(new ScheduleEvent.Cancelled(), new AutomationEvent.Disabled());
        assertThat(scenario.when("define-automation", define(DAILY, TASK, "\"maxDepth\":3")))
                .hasSize(5);
        assertThat(scenario.when("retire-automation", it)).hasSize(6);
    }

    @Test
    void a_cron_that_becomes_an_event_has_no_schedule_any_more() {
        Scenario scenario = manager();
        scenario.when("define-automation", define(DAILY, TASK));

        List<DomainEvent> events = scenario.when("define-automation", define(OPENED, TASK));

        assertThat(events.get(2)).isEqualTo(new ScheduleEvent.Cancelled());
        assertThat(((Defined) events.getLast()).scheduleId()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"trigger\":{\"event\":{\"subject\":\"case/1\"}}|/trigger/event/type",
                "\"trigger\":{\"event\":{\"type\":\"docket.case.exploded.v1\"}}|/trigger/event/type",
                "\"trigger\":{\"event\":{\"type\":\"docket.automation.fired.v1\"}}|/trigger/event/type",
                "\"trigger\":{\"event\":{\"type\":\"docket.case.*\",\"caseType\":\"loan\"}}|/trigger/event/caseType",
                "\"trigger\":{\"event\":{\"type\":\"docket.case.*\",\"colour\":\"red\"}}|/trigger/event/colour",
                "\"trigger\":{\"event\":{\"type\":\"docket.case.*\",\"data.a\":{}}}|/trigger/event/data.a",
                "\"trigger\":{\"cron\":{\"expression\":\"0 8 * * *\",\"zone\":\"Mars/Olympus\"}}|/trigger/cron/zone",
                "\"trigger\":{\"cron\":{\"expression\":\"0 25 * * *\"}}|/trigger/cron/expression",
            })
    void a_trigger_that_could_not_be_one_is_422(String trigger, String pointer) {
        Refusal refusal = manager().refusalWhen("define-automation", define(trigger, TASK));

        assertThat(refusal.status()).isEqualTo(422);
        assertThat(refusal.errors()).extracting(FieldError::pointer).containsExactly(pointer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"condition\":\"event.data. >\",\"command\":\"create-task\",\"data\":{}|/condition",
                "\"command\":\"create-task\",\"data\":{\"name\":\"=1 +\"}|/data/name",
                "\"command\":\"create-task\",\"data\":{\"candidateUsers\":[\"ann\",\"=for x in\"]}|/data/candidateUsers/1",
                "\"command\":\"create-task\",\"data\":\"no expression\"|/data",
                "\"command\":\"create-task\",\"data\":{},\"quota\":{\"runs\":1,\"per\":\"P400D\"}|/quota/per",
                "\"command\":\"explode\",\"data\":{}|/command",
                "\"command\":\"schedule-command\",\"data\":{}|/command",
            })
    void a_command_that_could_not_be_made_is_422(String action, String pointer) {
        Refusal refusal = manager().refusalWhen("define-automation", define(OPENED, action));

        assertThat(refusal.status()).isEqualTo(422);
        assertThat(refusal.errors()).extracting(FieldError::pointer).containsExactly(pointer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"trigger\":{}",
                "\"trigger\":{\"event\":{\"type\":\"docket.case.*\"},\"cron\":{\"expression\":\"0 8 * * *\"}}",
                "\"trigger\":{\"webhook\":{\"token\":\"short\"}}",
                "\"trigger\":{\"webhook\":{}}"
            })
    void there_is_exactly_one_trigger_and_a_webhook_has_a_token_that_is_long(String trigger) {
        assertThat(manager()
                        .refusalWhen("define-automation", define(trigger, TASK))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void nobody_gets_more_rights_by_an_automation() {
        Scenario admin = Scenario.start().by("root", Set.of("admin"), Set.of());
        String complete = "\"command\":\"complete-task\",\"data\":{\"taskId\":\"=event.subject\"}";
        String engine = "\"command\":\"record-process\",\"data\":{}";

        assertThat(admin.refusalWhen("define-automation", define(OPENED, TASK)).status())
                .isEqualTo(403);
        assertThat(manager()
                        .refusalWhen("define-automation", define(OPENED, complete))
                        .status())
                .isEqualTo(403);
        assertThat(manager()
                        .refusalWhen("define-automation", define(OPENED, engine))
                        .status())
                .isIn(403, 422);
    }

    @Test
    void what_is_retired_is_not_defined_again() {
        Scenario retired = manager().given(AutomationState.KIND, "calls", FIRST, new AutomationEvent.Retired());

        assertThat(retired.refusalWhen("define-automation", define(OPENED, TASK, "\"maxDepth\":3"))
                        .reason())
                .isEqualTo("automation-retired");
    }
}
