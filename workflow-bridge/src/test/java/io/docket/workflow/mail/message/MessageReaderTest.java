package io.docket.workflow.mail.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.docket.workflow.mail.Mails;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageReaderTest {
    private static final int MAX_BYTES = 10_000;

    private final MessageReader reader = new MessageReader(MAX_BYTES);

    private IncomingMail read(String... lines) throws Exception {
        return reader.read(Mails.raw(lines));
    }

    @Test
    void a_plain_mail_is_what_its_headers_and_its_text_say() throws Exception {
        IncomingMail mail = read(
                "From: Kim <Kim@Example.org>",
                "To: desk+case-P-1@docket.test, =?utf-8?Q?J=C3=B6rg?= <joerg@example.org>",
                "Delivered-To: desk@docket.test",
                "Subject: =?utf-8?Q?Caf=C3=A9?=",
                " closed",
                "Message-ID: <a@example.org>",
                "References: <1@x> <2@x>",
                "In-Reply-To: <2@x>",
                "Content-Type: text/plain; charset=utf-8",
                "",
                "Hello ü");

        assertThat(mail.sender()).isEqualTo("kim@example.org");
        assertThat(mail.recipients())
                .containsExactly("desk+case-P-1@docket.test", "joerg@example.org", "desk@docket.test");
        assertThat(mail.subject()).isEqualTo("Café closed");
        assertThat(mail.messageId()).isEqualTo("<a@example.org>");
        assertThat(mail.references()).containsExactly("<2@x>", "<1@x>");
        assertThat(mail.text()).isEqualTo("Hello ü");
        assertThat(mail.automatic()).isNull();
    }

    @Test
    void html_is_sanitised_and_is_the_text_where_there_is_no_other() throws Exception {
        IncomingMail mail = read(
                "From: kim@example.org",
                "Content-Type: text/html; charset=utf-8",
                "",
                "<p onclick='x()'>Hello <b>you</b><script>alert(1)</script></p><img src='http://spy/x.png'>",
                "<a href='javascript:x()'>a</a><a href='https://example.org/'>b</a><style>p{}</style>");

        assertThat(mail.html())
                .startsWith("<p>Hello <b>you</b></p>")
                .contains("<a rel=\"nofollow noopener noreferrer\">a</a>")
                .contains("href=\"https://example.org/\"")
                .doesNotContain("script", "img", "onclick", "style");
        assertThat(mail.text()).isEqualTo("Hello you\nab");
    }

    @Test
    void files_are_taken_apart_and_lose_their_paths() throws Exception {
        IncomingMail mail = read(
                "From: kim@example.org",
                "Content-Type: multipart/mixed; boundary=B",
                "",
                "--B",
                "Content-Type: multipart/alternative; boundary=C",
                "",
                "--C",
                "Content-Type: text/plain",
                "",
                "See there",
                "--C",
                "Content-Type: text/html",
                "",
                "<i>See there</i>",
                "--C--",
                "--B",
                "Content-Type: application/pdf; name=x",
                "Content-Disposition: attachment; filename=\"../../etc/plan.pdf\"",
                "Content-Transfer-Encoding: base64",
                "",
                "SGVsbG8=",
                "--B--");

        assertThat(mail.text()).isEqualTo("See there");
        assertThat(mail.html()).isEqualTo("<i>See there</i>");
        assertThat(mail.attachments()).singleElement().satisfies(file -> {
            assertThat(file.name()).isEqualTo("plan.pdf");
            assertThat(file.contentType()).isEqualTo("application/pdf");
            assertThat(new String(file.bytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo("Hello");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Auto-Submitted: auto-replied|auto-submitted",
                "Auto-Submitted: auto-generated|auto-submitted",
                "Auto-Submitted: no|",
                "Precedence: bulk|bulk",
                "List-Id: <news.example.org>|bulk",
                "X-Auto-Response-Suppress: All|auto-reply",
                "Return-Path: <>|no-return",
                "X-Docket-Mail: K1~m-1|loop",
                "Content-Type: multipart/report; boundary=b|report",
                "Precedence: first-class|",
            })
    void a_mail_of_a_machine_is_told_from_that_of_a_person(String header, String reason) throws Exception {
        assertThat(reader.head(Mails.raw("From: kim@example.org", header, "", "x"))
                        .automatic())
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"MAILER-DAEMON@example.org", "no-reply@example.org"})
    void a_daemon_is_no_person(String sender) throws Exception {
        assertThat(reader.head(Mails.raw("From: " + sender, "", "x")).automatic())
                .isEqualTo("no-return");
    }

    @Test
    void a_mail_without_a_usable_id_gets_one_that_is_always_the_same() throws Exception {
        String first = read("From: kim@example.org", "Subject: a", "Message-ID: broken", "", "x")
                .messageId();

        assertThat(first).matches("<[0-9a-f]{24}@without-id>");
        assertThat(read("From: kim@example.org", "Subject: a", "Message-ID: broken", "", "x")
                        .messageId())
                .isEqualTo(first);
        assertThat(read("From: kim@example.org", "Subject: b", "", "x").messageId())
                .isNotEqualTo(first);
    }

    @Test
    void what_is_too_large_or_has_too_many_parts_is_refused() {
        String[] large = {"From: kim@example.org", "", "x".repeat(MAX_BYTES + 1)};
        String[] many = IntStream.range(0, 400)
                .mapToObj(i -> i == 0
                        ? "Content-Type: multipart/mixed; boundary=B\r\n"
                        : "--B\r\nContent-Type: text/plain\r\n\r\nx")
                .toArray(String[]::new);

        assertThatThrownBy(() -> read(large))
                .isInstanceOfSatisfying(
                        Unreadable.class, refusal -> assertThat(refusal.code()).isEqualTo("too-large"));
        assertThatThrownBy(() -> new MessageReader(1_000_000).read(Mails.raw(many)))
                .isInstanceOfSatisfying(
                        Unreadable.class, refusal -> assertThat(refusal.code()).isEqualTo("too-many-parts"));
    }

    @Test
    void html_of_very_many_paragraphs_is_text_in_a_moment() {
        String html = "<p>x".repeat(60_000);

        String text = assertTimeoutPreemptively(
                Duration.ofSeconds(8),
                () -> new MessageReader(1_000_000)
                        .read(Mails.raw("From: kim@example.org", "Content-Type: text/html", "", html))
                        .text());

        assertThat(text).startsWith("x\nx\nx");
    }

    @Test
    void html_as_text_keeps_its_lines() throws Exception {
        assertThat(read(
                                "From: kim@example.org",
                                "Content-Type: text/html",
                                "",
                                "<div>a<div>b</div></div><ul><li>c<li>d</ul>e<br>f<br><br>g<h2>h</h2>i  j")
                        .text())
                .isEqualTo("a\nb\nc\nde\n\nf\n\ng\nhi j");
    }
}
