package io.docket.workflow.mail.incoming;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.workflow.mail.RecordingPlatform;
import io.docket.workflow.mail.message.Attachment;
import io.docket.workflow.mail.message.IncomingMail;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailDeskTest {
    private final RecordingPlatform platform = new RecordingPlatform().with("P-1", "K1");
    private final MailDesk desk = desk(false);

    private MailDesk desk(boolean acceptsOthers) {
        return new MailDesk(
                "acme",
                PlusAddress.of("desk@docket.test"),
                new Senders(Set.of("kim@example.org", "@town.test"), acceptsOthers),
                platform,
                platform,
                platform,
                platform,
                platform);
    }

    private static IncomingMail mail(String id, String sender, String to, List<String> references) {
        return mail(id, sender, to, references, null);
    }

    private static IncomingMail mail(
            String id, String sender, String to, List<String> references, @Nullable String automatic) {
        return new IncomingMail(
                id,
                sender,
                List.of(to),
                "A dormer",
                "Please",
                "<p>Please</p>",
                references,
                List.of(new Attachment("plan.pdf", "application/pdf", "plan".getBytes(UTF_8))),
                automatic);
    }

    @Test
    void a_mail_to_a_type_opens_a_case_with_its_text_and_its_files() {
        Verdict verdict = desk.handle(mail("<a@x>", "kim@example.org", "desk+new-permit@docket.test", List.of()));

        String caseId = platform.last("open-case").path("caseId").asText();
        assertThat(verdict).isEqualTo(Verdict.DONE);
        assertThat(platform.types()).containsExactly("open-case", "add-comment", "receive-email");
        assertThat(platform.last("open-case"))
                .hasToString(
                        "{\"caseType\":\"permit\",\"caseId\":\"" + caseId + "\",\"title\":\"A dormer\",\"data\":{}}");
        assertThat(platform.last("add-comment").path("body").asText())
                .isEqualTo("From: kim@example.org\nSubject: A dormer\n\nPlease");
        assertThat(platform.files()).containsExactly(caseId + " plan.pdf application/pdf 4");
        assertThat(platform.last("receive-email").path("html").asText()).isEqualTo("<p>Please</p>");
    }

    @Test
    void a_mail_that_comes_again_changes_nothing() {
        IncomingMail mail = mail("<a@x>", "kim@example.org", "desk+new-permit@docket.test", List.of());
        desk.handle(mail);
        List<String> effects = platform.effects();

        assertThat(desk.handle(mail)).isEqualTo(Verdict.DONE);

        assertThat(platform.effects()).isEqualTo(effects);
        assertThat(platform.files()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"desk+case-P-1@docket.test", "desk+new-permit@docket.test"})
    void a_mail_that_comes_again_after_its_keys_were_forgotten_changes_nothing(String to) {
        IncomingMail mail = mail("<a@x>", "kim@example.org", to, List.of());
        desk.handle(mail);
        List<String> effects = platform.effects();
        platform.passes(RecordingPlatform.OUTCOME_WINDOW.plusSeconds(1));

        assertThat(desk.handle(mail)).isEqualTo(Verdict.DONE);

        assertThat(platform.effects()).isEqualTo(effects);
        assertThat(platform.files()).hasSize(1);
    }

    @Test
    void a_mail_that_was_put_aside_is_taken_when_it_comes_again() {
        IncomingMail mail = mail("<a@x>", "kim@example.org", "desk+case-P-9@docket.test", List.of());
        desk.handle(mail);
        platform.with("P-9", "K9").passes(RecordingPlatform.OUTCOME_WINDOW.plusSeconds(1));

        assertThat(desk.handle(mail)).isEqualTo(Verdict.DONE);

        assertThat(platform.types()).containsExactly("park-email", "add-comment", "receive-email");
    }

    @Test
    void what_was_refused_of_a_mail_is_told_after_it_broke_off() {
        platform.fail("attach plan.pdf", new Refused("service-422", "no files of this type"));
        platform.failAfter("receive-email", RecordingPlatform.away());
        IncomingMail mail = mail("<a@x>", "kim@example.org", "desk+case-P-1@docket.test", List.of());
        assertThatThrownBy(() -> desk.handle(mail)).isInstanceOf(Unavailable.class);
        platform.passes(Duration.ofHours(1));

        assertThat(desk.handle(mail)).isEqualTo(Verdict.DONE);

        assertThat(platform.types()).containsExactly("add-comment", "receive-email", "add-comment");
        assertThat(platform.last("add-comment").path("body").asText()).contains("plan.pdf (4 bytes): service-422");
    }

    @Test
    void a_mail_that_breaks_off_is_finished_later_without_repetition() {
        IncomingMail mail = mail("<a@x>", "kim@example.org", "desk+new-permit@docket.test", List.of());
        for (String step : List.of("open-case", "add-comment", "attach plan.pdf", "receive-email")) {
            platform.fail(step, RecordingPlatform.away());
            assertThatThrownBy(() -> desk.handle(mail)).isInstanceOf(Unavailable.class);
            platform.fail(step);
        }

        assertThat(desk.handle(mail)).isEqualTo(Verdict.DONE);
        assertThat(platform.types()).containsExactly("open-case", "add-comment", "receive-email");
        assertThat(platform.files()).hasSize(1);
    }

    @Test
    void an_attachment_is_attached_once_whatever_breaks_off_behind_it_and_however_late_the_views_are() {
        IncomingMail mail =
                with("desk+new-permit@docket.test", List.of(file("plan.pdf", "plan"), file("site.pdf", "site")));
        for (String step : List.of("attach site.pdf", "receive-email")) {
            platform.fail(step, RecordingPlatform.away());
            assertThatThrownBy(() -> desk.handle(mail)).isInstanceOf(Unavailable.class);
            assertThatThrownBy(() -> desk.handle(mail)).isInstanceOf(Unavailable.class);
            platform.fail(step);
        }

        assertThat(desk.handle(mail)).isEqualTo(Verdict.DONE);

        String caseId = platform.last("open-case").path("caseId").asText();
        assertThat(platform.files())
                .containsExactly(caseId + " plan.pdf application/pdf 4", caseId + " site.pdf application/pdf 4");
    }

    @Test
    void an_attachment_is_attached_once_where_the_answer_is_lost() {
        platform.failAfter("attach plan.pdf", RecordingPlatform.away());
        IncomingMail mail = mail("<a@x>", "kim@example.org", "desk+case-P-1@docket.test", List.of());
        assertThatThrownBy(() -> desk.handle(mail)).isInstanceOf(Unavailable.class);
        platform.forgetWanted();

        assertThat(desk(false).handle(mail)).isEqualTo(Verdict.DONE);

        assertThat(platform.files()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void two_attachments_with_the_same_bytes_are_both_attached_whatever_breaks_off_between_them(boolean isViewed) {
        IncomingMail mail = with("desk+case-P-1@docket.test", List.of(file("a.txt", "same"), file("b.txt", "same")));
        platform.fail("attach b.txt", RecordingPlatform.away());
        assertThatThrownBy(() -> desk.handle(mail)).isInstanceOf(Unavailable.class);
        platform.fail("attach b.txt");
        if (isViewed) {
            platform.viewAll();
        }

        assertThat(desk.handle(mail)).isEqualTo(Verdict.DONE);

        assertThat(platform.files()).containsExactly("K1 a.txt application/pdf 4", "K1 b.txt application/pdf 4");
    }

    private static Attachment file(String name, String text) {
        return new Attachment(name, "application/pdf", text.getBytes(UTF_8));
    }

    private static IncomingMail with(String to, List<Attachment> files) {
        return new IncomingMail(
                "<a@x>", "kim@example.org", List.of(to), "A dormer", "Please", null, List.of(), files, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"desk@docket.test", "desk+new-permit@docket.test", "desk+case-P-9@docket.test"})
    void an_answer_right_behind_its_mail_goes_to_the_case_that_was_opened_for_it(String to) {
        desk.handle(mail("<a@x>", "kim@example.org", "desk+new-permit@docket.test", List.of()));

        assertThat(desk.handle(mail("<b@x>", "kim@example.org", to, List.of("<a@x>"))))
                .isEqualTo(Verdict.DONE);

        assertThat(platform.types()).containsOnlyOnce("open-case").doesNotContain("park-email");
        assertThat(platform.last("receive-email").path("caseId"))
                .isEqualTo(platform.last("open-case").path("caseId"));
    }

    @Test
    void an_answer_after_a_restart_goes_to_the_case_that_was_opened_for_its_mail() {
        desk.handle(mail("<a@x>", "kim@example.org", "desk+new-permit@docket.test", List.of()));
        platform.forgetWanted();
        MailDesk restarted = desk(false);

        restarted.found();
        restarted.handle(mail("<b@x>", "kim@example.org", "desk+new-permit@docket.test", List.of("<a@x>")));

        assertThat(platform.types()).containsOnlyOnce("open-case");
    }

    @ParameterizedTest
    @ValueSource(strings = {"desk@docket.test", "desk+new-permit@docket.test", "desk+case-P-1@docket.test"})
    void while_the_views_are_behind_nothing_is_parked_and_no_case_opened(String to) {
        platform.fail("views", RecordingPlatform.away());
        IncomingMail mail = mail("<a@x>", "kim@example.org", to, List.of("<z@x>"));

        assertThatThrownBy(() -> desk.handle(mail)).isInstanceOf(Unavailable.class);

        assertThat(platform.types()).isEmpty();
    }

    @Test
    void a_mail_goes_to_the_case_of_its_address_or_of_its_thread() {
        desk.handle(mail("<a@x>", "kim@example.org", "desk+case-P-1@docket.test", List.of()));
        desk.handle(mail("<b@x>", "lee@town.test", "desk@docket.test", List.of("<unknown@x>", "<a@x>")));

        assertThat(platform.types()).containsExactly("add-comment", "receive-email", "add-comment", "receive-email");
        assertThat(platform.last("receive-email").path("caseId").asText()).isEqualTo("K1");
        assertThat(platform.files())
                .as("the same file again is not stored again")
                .hasSize(1);
    }

    @Test
    void a_mail_to_an_id_goes_to_that_case() {
        desk.handle(mail("<a@x>", "kim@example.org", "desk+case-K1@docket.test", List.of()));

        assertThat(platform.last("receive-email").path("caseId").asText()).isEqualTo("K1");
    }

    @Test
    void a_number_comes_before_an_id() {
        platform.with("K1", "K2");

        desk.handle(mail("<a@x>", "kim@example.org", "desk+case-K1@docket.test", List.of()));

        assertThat(platform.last("receive-email").path("caseId").asText()).isEqualTo("K2");
    }

    @Test
    void an_answer_to_an_address_that_nobody_knows_goes_to_the_case_of_its_thread() {
        desk.handle(mail("<a@x>", "kim@example.org", "desk+case-P-1@docket.test", List.of()));
        desk.handle(mail("<b@x>", "kim@example.org", "desk+case-P-9@docket.test", List.of("<a@x>")));

        assertThat(platform.types()).containsExactly("add-comment", "receive-email", "add-comment", "receive-email");
        assertThat(platform.last("receive-email").path("caseId").asText()).isEqualTo("K1");
    }

    @Test
    void an_answer_to_the_mail_that_opened_a_case_opens_no_second_one() {
        desk.handle(mail("<a@x>", "kim@example.org", "desk+new-permit@docket.test", List.of()));
        desk.handle(mail("<b@x>", "kim@example.org", "desk+new-permit@docket.test", List.of("<a@x>")));

        assertThat(platform.types()).containsOnlyOnce("open-case");
    }

    @ParameterizedTest
    @CsvSource({
        "eve@example.org,desk+case-P-1@docket.test,,unknown-sender",
        "eve@evil-town.test,desk+case-P-1@docket.test,,unknown-sender",
        "kim@example.org,desk@docket.test,,no-address",
        "kim@example.org,desk+case-P-9@docket.test,,unknown-case",
        "kim@example.org,desk+case-P-1@docket.test,auto-submitted,auto-submitted",
    })
    void what_is_not_taken_is_put_aside_with_its_reason(
            String sender, String to, @Nullable String automatic, String cause) {
        Verdict verdict = desk.handle(mail("<a@x>", sender, to, List.of(), automatic));

        assertThat(verdict).isEqualTo(Verdict.PARKED);
        assertThat(platform.types()).containsExactly("park-email");
        assertThat(platform.last("park-email").path("cause").asText()).isEqualTo(cause);
        assertThat(platform.last("park-email").path("messageId").asText()).isEqualTo("<a@x>");
    }

    @Test
    void what_the_platform_refuses_is_put_aside_with_what_it_said() {
        platform.fail("open-case", new Refused("command-422", "there is no case type permit"));

        Verdict verdict = desk.handle(mail("<a@x>", "kim@example.org", "desk+new-permit@docket.test", List.of()));

        assertThat(verdict).isEqualTo(Verdict.PARKED);
        assertThat(platform.last("park-email").path("cause").asText()).isEqualTo("command-422");
        assertThat(platform.last("park-email").path("detail").asText()).isEqualTo("there is no case type permit");
    }

    @Test
    void file_that_is_refused_is_told_on_the_case_and_the_thread_goes_on() {
        platform.fail("attach plan.pdf", new Refused("service-422", "no files of this type"));
        IncomingMail first = mail("<a@x>", "kim@example.org", "desk+new-permit@docket.test", List.of());

        assertThat(desk.handle(first)).isEqualTo(Verdict.DONE);
        assertThat(desk.handle(mail("<b@x>", "kim@example.org", "desk@docket.test", List.of("<a@x>"))))
                .isEqualTo(Verdict.DONE);

        String caseId = platform.last("open-case").path("caseId").asText();
        assertThat(platform.types())
                .containsExactly(
                        "open-case",
                        "add-comment",
                        "receive-email",
                        "add-comment",
                        "add-comment",
                        "receive-email",
                        "add-comment");
        assertThat(platform.last("receive-email").path("caseId").asText()).isEqualTo(caseId);
        assertThat(platform.last("add-comment").path("body").asText())
                .isEqualTo("Of the mail from kim@example.org this was not taken:\n"
                        + "- plan.pdf (4 bytes): service-422, no files of this type");
    }

    @Test
    void text_that_is_refused_after_the_case_was_opened_is_told_and_the_mail_is_on_the_case() {
        platform.failFirst("add-comment", new Refused("command-422", "no such text"));

        Verdict verdict = desk.handle(mail("<a@x>", "kim@example.org", "desk+new-permit@docket.test", List.of()));

        assertThat(verdict).isEqualTo(Verdict.DONE);
        assertThat(platform.types()).containsExactly("open-case", "receive-email", "add-comment");
        assertThat(platform.files()).hasSize(1);
        assertThat(platform.last("add-comment").path("body").asText()).contains("its text: command-422, no such text");
    }

    @Test
    void a_case_that_takes_no_comment_has_taken_nothing() {
        platform.fail("add-comment", new Refused("command-409", "the case is closed"));

        assertThat(desk.handle(mail("<a@x>", "kim@example.org", "desk+case-P-1@docket.test", List.of())))
                .isEqualTo(Verdict.PARKED);
        assertThat(platform.types()).containsExactly("park-email");
        assertThat(platform.files()).isEmpty();
    }

    @Test
    void html_that_is_refused_is_left_out_and_told() {
        platform.failFirst("receive-email", new Refused("command-413", "too large"));

        assertThat(desk.handle(mail("<a@x>", "kim@example.org", "desk+case-P-1@docket.test", List.of())))
                .isEqualTo(Verdict.DONE);
        assertThat(platform.types()).containsExactly("add-comment", "receive-email", "add-comment");
        assertThat(platform.last("receive-email").has("html")).isFalse();
        assertThat(platform.last("add-comment").path("body").asText()).contains("its HTML: command-413, too large");
    }

    @Test
    void a_mail_that_cannot_be_recorded_is_put_aside_with_what_was_taken() {
        platform.fail("receive-email", new Refused("command-422", "no such id"));

        assertThat(desk.handle(mail("<a@x>", "kim@example.org", "desk+case-P-1@docket.test", List.of())))
                .isEqualTo(Verdict.PARKED);
        assertThat(platform.last("park-email").path("detail").asText())
                .isEqualTo("its text and files are on case K1, it is not: no such id");
    }

    @Test
    void a_mail_that_cannot_even_be_recorded_is_put_aside_all_the_same() {
        platform.fail("park-email", new Refused("command-422", "the key was used for another command"));

        assertThat(desk.handle(mail("<a@x>", "eve@example.org", "desk@docket.test", List.of())))
                .isEqualTo(Verdict.PARKED);
    }

    @Test
    void others_are_heard_where_that_is_the_policy() {
        assertThat(desk(true).handle(mail("<a@x>", "eve@example.org", "desk+case-P-1@docket.test", List.of())))
                .isEqualTo(Verdict.DONE);
    }
}
