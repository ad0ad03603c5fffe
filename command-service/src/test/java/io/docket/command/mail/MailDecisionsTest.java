package io.docket.command.mail;

import static io.docket.command.support.Scenario.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.command.casework.CaseState;
import io.docket.command.decision.Refusal;
import io.docket.command.support.Scenario;
import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.MailEvent;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailDecisionsTest {
    private static final MailEvent REQUESTED =
            new MailEvent.Requested("K1", List.of("kim@example.org"), null, "Hi", "Dear Kim", null, null);
    private static final MailEvent SENDING = new MailEvent.Sending("<1@docket.test>");
    private static final String RECEIVE =
            "{\"caseId\":\"K1\",\"mailId\":\"K1~m-1\",\"messageId\":\"<a@b>\",\"sender\":\"kim@example.org\","
                    + "\"to\":[\"desk@docket.test\"],\"subject\":\"Hi\"}";

    private static Scenario withCase(CaseEvent... more) {
        Scenario scenario = Scenario.start()
                .by("bridge", Set.of("engine"), Set.of())
                .given(
                        CaseState.KIND,
                        "K1",
                        new CaseEvent.Opened("loan", 1, "K1", null, "draft", json("{}"), null, null));
        return scenario.given(CaseState.KIND, "K1", more);
    }

    private static Scenario mail(MailEvent... events) {
        return withCase().given(MailState.KIND, "K1~m-1", events);
    }

    private static String report(String state, String more) {
        return "{\"mailId\":\"K1~m-1\",\"state\":\"" + state + "\"" + more + "}";
    }

    @Test
    void a_mail_is_asked_for_in_the_name_of_a_case() {
        assertThat(
                        withCase()
                                .when(
                                        "send-email",
                                        "{\"caseId\":\"K1\",\"to\":[\"kim@example.org\"],\"subject\":\"Hi\",\"body\":\"Dear Kim\"}"))
                .containsExactly(REQUESTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"to\":[],\"subject\":\"s\",\"body\":\"b\"}|400|/to",
                "{\"to\":[\"Kim <kim@example.org>\"],\"subject\":\"s\",\"body\":\"b\"}|400|/to/0",
                "{\"to\":[\"kim@example.org\"],\"subject\":\"a\\r\\nBcc: x\",\"body\":\"b\"}|400|/subject",
                "{\"to\":[\"kim@example.org\"],\"subject\":\"s\",\"body\":\"b\",\"inReplyTo\":\"a\"}|400|/inReplyTo",
                "{\"caseId\":\"K9\",\"to\":[\"kim@example.org\"],\"subject\":\"s\",\"body\":\"b\"}|422|/caseId",
                "{\"caseId\":\"K1\",\"mailId\":\"K2~m\",\"to\":[\"kim@example.org\"],\"subject\":\"s\",\"body\":\"b\"}|400|/mailId",
            })
    void a_mail_that_cannot_be_sent_is_refused(String payload, int status, String pointer) {
        Refusal refusal = withCase().refusalWhen("send-email", payload);

        assertThat(refusal.status()).isEqualTo(status);
        assertThat(refusal.errors())
                .first()
                .extracting(error -> error.pointer())
                .isEqualTo(pointer);
    }

    @Test
    void a_mail_that_came_in_is_recorded_once() {
        Scenario scenario = withCase();

        assertThat(scenario.when("receive-email", RECEIVE))
                .containsExactly(new MailEvent.Received(
                        "K1", "<a@b>", "kim@example.org", List.of("desk@docket.test"), "Hi", null));
        assertThat(scenario.when("receive-email", RECEIVE)).hasSize(1);
    }

    @Test
    void a_case_that_is_put_away_gets_no_mail() {
        assertThat(withCase(new CaseEvent.Closed(null), new CaseEvent.Archived())
                        .refusalWhen("receive-email", RECEIVE)
                        .reason())
                .isEqualTo("case-archived");
    }

    @Test
    void a_mail_that_was_put_aside_says_why() {
        assertThat(
                        withCase()
                                .when(
                                        "park-email",
                                        "{\"mailId\":\"m-1\",\"messageId\":\"<a@b>\",\"sender\":\"x\",\"to\":[],\"cause\":\"no-address\"}"))
                .containsExactly(new MailEvent.Parked("<a@b>", "x", List.of(), null, "no-address", null));
    }

    @Test
    void an_attempt_begins_once_and_is_deferred_before_the_next() {
        assertThat(mail(REQUESTED).when("record-email", report("sending", ",\"messageId\":\"<1@docket.test>\"")))
                .containsExactly(SENDING);
        assertThat(mail(REQUESTED, SENDING)
                        .refusalWhen("record-email", report("sending", ",\"messageId\":\"<1@docket.test>\""))
                        .reason())
                .isEqualTo("mail-sending");
        assertThat(mail(REQUESTED, SENDING).when("record-email", report("deferred", ",\"cause\":\"away\"")))
                .containsExactly(new MailEvent.Deferred("away"));
        assertThat(mail(REQUESTED, SENDING, new MailEvent.Deferred("away"))
                        .when("record-email", report("sending", ",\"messageId\":\"<1@docket.test>\"")))
                .containsExactly(SENDING);
    }

    @Test
    void a_mail_ends_once() {
        assertThat(mail(REQUESTED, SENDING).when("record-email", report("sent", "")))
                .containsExactly(new MailEvent.Sent());
        assertThat(mail(REQUESTED).when("record-email", report("failed", ",\"cause\":\"off\"")))
                .containsExactly(new MailEvent.Failed("off"));
        assertThat(mail(REQUESTED, SENDING, new MailEvent.Sent())
                        .refusalWhen("record-email", report("failed", ""))
                        .reason())
                .isEqualTo("mail-sent");
        assertThat(mail(REQUESTED)
                        .refusalWhen("record-email", report("sent", ""))
                        .reason())
                .isEqualTo("mail-requested");
    }
}
