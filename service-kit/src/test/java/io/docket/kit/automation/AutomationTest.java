package io.docket.kit.automation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.contracts.event.AutomationEvent.Defined;
import io.docket.contracts.event.AutomationEvent.Quota;
import io.docket.contracts.event.AutomationEvent.Trigger;
import io.docket.contracts.event.AutomationEvent.Webhook;
import io.docket.contracts.json.Json;
import io.docket.kit.feel.Feel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutomationTest {
    private static final Feel FEEL = new Feel();
    private static final String OPENED = "docket.case.opened.v1";
    private static final EventEnvelope CASE =
            event("acme", OPENED, "case/k1", "{\"caseType\":\"claim\",\"data\":{\"amount\":1500,\"tags\":[\"a\"]}}");

    private static JsonNode json(String text) {
        return Json.tree(text.replace('\'', '"').getBytes(UTF_8));
    }

    private static EventEnvelope event(String tenant, String type, String subject, String data) {
        Subject about = Subject.parse(subject);
        return new EventEnvelope(
                "e1",
                EventEnvelope.COMMAND_SERVICE,
                type,
                about,
                about.id(),
                Instant.parse("2030-01-01T08:00:00Z"),
                1,
                tenant,
                "zoe",
                null,
                "c1",
                "c1",
                "c1",
                0,
                null,
                null,
                null,
                null,
                data.getBytes(UTF_8));
    }

    private static Automation on(String filter, @Nullable String condition, String command, String data) {
        Defined defined = new Defined(
                3,
                "Calls",
                new Trigger(json(filter), null, null),
                condition,
                command,
                json(data),
                new Quota(1, "PT1M"),
                20,
                null);
        return Automation.compile("calls", defined, "acme", "ann", FEEL);
    }

    private static String payload(Run run) {
        return ((Run.Command) run).payload().toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'docket.case.opened.v1'}                          | true",
                "{'type':['docket.task.*','docket.case.*']}                | true",
                "{'type':'docket.case.*','data.caseType':['claim','loan']} | true",
                "{'type':'docket.case.*','data.amount':1500.00}            | true",
                "{'type':'docket.case.*','subject':'case/k2'}              | false",
                "{'type':'docket.case.*','actor':'me'}                     | false",
                "{'type':'docket.task.*'}                                  | false",
            })
    void the_filter_is_that_of_live_subscriptions(String filter, boolean matches) {
        assertThat(on(filter, null, "notify", "{}").matches(CASE)).isEqualTo(matches);
    }

    @Test
    void events_of_others_and_those_of_automations_are_no_reason_to_run() {
        Automation all = on("{'type':'*'}", null, "notify", "{}");

        assertThat(all.matches(CASE)).isTrue();
        assertThat(all.matches(event("globex", OPENED, "case/k1", "{}"))).isFalse();
        assertThat(all.matches(event("acme", "docket.automation.fired.v1", "automation/calls", "{}")))
                .isFalse();
        assertThat(all.matches(event("acme", OPENED, "case/k1", "not JSON"))).isTrue();
        assertThat(on("{'type':'*','data.a':1}", null, "notify", "{}").matches(event("acme", OPENED, "case/k1", "no")))
                .isFalse();
    }

    @Test
    void what_triggers_it_is_a_reason_whatever_its_filter() {
        String triggered = "docket.automation.triggered.v1";
        Automation automation =
                on("{'type':'docket.task.*'}", null, "notify", "{'a':'=payload.order','b':'=trigger.by'}");
        EventEnvelope own =
                event("acme", triggered, "automation/calls", "{\"by\":\"manual\",\"payload\":{\"order\":7}}");

        assertThat(automation.matches(own)).isTrue();
        assertThat(automation.matches(event("acme", triggered, "automation/other", "{}")))
                .isFalse();
        assertThat(payload(automation.run(own)))
                .isEqualTo(json("{'a':7,'b':'manual'}").toString());
    }

    @Test
    void a_template_is_filled_with_values() {
        Automation automation = on(
                "{'type':'*'}",
                null,
                "create-task",
                "{'caseId':'=event.root','name':'=\\\"Call \\\" + event.actor','n':[1,'=event.data.data.amount * 2'],"
                        + "'deep':{'revision':'=automation.revision','gone':'=event.nothing','kept':null},'plain':'a = b'}");

        assertThat(payload(automation.run(CASE)))
                .isEqualTo(json("{'caseId':'k1','name':'Call zoe','n':[1,3000],"
                                + "'deep':{'revision':3,'kept':null},'plain':'a = b'}")
                        .toString());
    }

    @Test
    void the_whole_payload_may_be_one_expression() {
        assertThat(on("{'type':'*'}", null, "notify", "'={users: [event.actor]}'")
                        .run(CASE))
                .isEqualTo(new Run.Command(json("{'users':['zoe']}").deepCopy()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "event.data.data.amount > 1000   | Command",
                "= event.data.data.amount > 1000 | Command",
                "event.data.data.amount > 2000   | NotMet",
                "event.data.nothing > 2000       | NotMet",
                "event.data.data.amount          | Failure",
            })
    void the_condition_decides(String condition, String run) {
        assertThat(on("{'type':'*'}", condition, "notify", "{}")
                        .run(CASE)
                        .getClass()
                        .getSimpleName())
                .isEqualTo(run);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name':'=event.actor + 1 + {}.x.y('}",
                "'=event.actor'",
                "{'onBehalfOf':'root'}",
                "'={onBehalfOf: \\\"root\\\"}'",
                "{'engineKey':'7'}",
                "{'processInstanceId':'7'}"
            })
    void what_makes_no_payload_that_the_definer_could_send_fails(String data) {
        assertThat(on("{'type':'*'}", null, "create-task", data).run(CASE)).isInstanceOf(Run.Failure.class);
    }

    @Test
    void a_webhook_runs_for_no_event_of_others() {
        Defined defined = new Defined(
                1,
                "Hook",
                new Trigger(null, new Webhook(WebhookToken.digest("x".repeat(32))), null),
                null,
                "notify",
                json("{}"),
                new Quota(1, "PT1M"),
                20,
                null);
        Automation hook = Automation.compile("hook", defined, "acme", "ann", FEEL);

        assertThat(hook.matches(CASE)).isFalse();
        assertThat(hook.types()).isEmpty();
        assertThat(hook.matches(event("acme", "docket.automation.fired.v1", "automation/hook", "{}")))
                .isFalse();
    }
}
