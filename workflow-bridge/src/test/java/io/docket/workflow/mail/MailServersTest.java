package io.docket.workflow.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.docket.contracts.event.MailEvent;
import io.docket.workflow.mail.incoming.MailDesk;
import io.docket.workflow.mail.incoming.PlusAddress;
import io.docket.workflow.mail.incoming.Senders;
import io.docket.workflow.mail.mailbox.Mailbox;
import io.docket.workflow.mail.message.MessageReader;
import io.docket.workflow.mail.outgoing.MailRequest;
import io.docket.workflow.mail.outgoing.MailServer.Outcome;
import io.docket.workflow.mail.outgoing.SmtpServer;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import jakarta.mail.Folder;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reading and sending against a real mail server. */
class MailServersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final PlusAddress DESK = PlusAddress.of("desk@docket.test");

    private final GreenMail server = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
    });
    private final RecordingPlatform platform = new RecordingPlatform().with("P-1", "K1");
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private MailSettings.Box settings;
    private Mailbox mailbox;

    @BeforeEach
    void start() {
        server.start();
        server.setUser("desk@docket.test", "desk", "secret");
        settings = LocalMail.at(server.getImap().getPort(), server.getSmtp().getPort());
        MailDesk desk =
                new MailDesk("acme", DESK, Senders.of(settings), platform, platform, platform, platform, platform);
        mailbox = new Mailbox(settings.imap(), new MessageReader(settings.maxBytes()), desk, timer);
    }

    @AfterEach
    void stop() {
        mailbox.close();
        timer.shutdownNow();
        server.stop();
    }

    private void arrives(String... lines) {
        server.getUserManager().getUser("desk").deliver(Mails.of(lines));
    }

    private List<String> subjectsIn(String folder) throws Exception {
        try (Store store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect("127.0.0.1", server.getImap().getPort(), "desk", "secret");
            Folder opened = store.getFolder(folder);
            if (!opened.exists()) {
                return List.of();
            }
            opened.open(Folder.READ_ONLY);
            return Arrays.stream(opened.getMessages())
                    .map(message -> {
                        try {
                            return message.getSubject();
                        } catch (jakarta.mail.MessagingException e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();
        }
    }

    @Test
    void what_is_there_is_taken_and_leaves_the_inbox() throws Exception {
        arrives(
                "From: kim@example.org",
                "To: desk+case-P-1@docket.test",
                "Subject: taken",
                "Message-ID: <a@example.org>",
                "Content-Type: multipart/mixed; boundary=B",
                "",
                "--B",
                "Content-Type: text/plain",
                "",
                "Hello",
                "--B",
                "Content-Type: application/pdf",
                "Content-Disposition: attachment; filename=plan.pdf",
                "",
                "plan",
                "--B--");
        arrives("From: eve@elsewhere.test", "To: desk+case-P-1@docket.test", "Subject: put aside", "", "x");
        arrives(
                "From: kim@example.org",
                "To: desk+case-P-1@docket.test",
                "Subject: Out of office",
                "Auto-Submitted: auto-replied",
                "",
                "x");

        mailbox.round();

        assertThat(platform.types()).containsExactly("add-comment", "receive-email", "park-email", "park-email");
        assertThat(platform.files()).containsExactly("K1 plan.pdf application/pdf 4");
        assertThat(subjectsIn("INBOX")).isEmpty();
        assertThat(subjectsIn("Done")).containsExactly("taken");
        assertThat(subjectsIn("Parked")).containsExactlyInAnyOrder("put aside", "Out of office");
    }

    @Test
    void a_mail_and_its_answer_that_come_together_belong_to_one_case() throws Exception {
        arrives(
                "From: kim@example.org",
                "To: desk+new-permit@docket.test",
                "Subject: A dormer",
                "Message-ID: <a@example.org>",
                "",
                "May I?");
        arrives(
                "From: kim@example.org",
                "To: desk@docket.test",
                "Subject: Re: A dormer",
                "References: <a@example.org>",
                "Message-ID: <b@example.org>",
                "",
                "And a balcony?");

        mailbox.round();

        assertThat(platform.types())
                .containsExactly("open-case", "add-comment", "receive-email", "add-comment", "receive-email");
        assertThat(subjectsIn("Done")).containsExactlyInAnyOrder("A dormer", "Re: A dormer");
    }

    @Test
    void a_mail_to_a_case_that_the_views_do_not_know_yet_waits_for_them() throws Exception {
        platform.withNew("P-2", "K2").fail("views", RecordingPlatform.away());
        arrives("From: kim@example.org", "To: desk+case-P-2@docket.test", "Subject: early", "", "x");

        assertThatThrownBy(mailbox::round).isInstanceOf(Unavailable.class);
        assertThat(subjectsIn("INBOX")).containsExactly("early");
        assertThat(platform.types()).isEmpty();

        platform.fail("views");
        mailbox.round();
        assertThat(subjectsIn("Done")).containsExactly("early");
        assertThat(platform.last("receive-email").path("caseId").asText()).isEqualTo("K2");
    }

    @Test
    void a_mail_that_cannot_be_read_holds_up_no_other() throws Exception {
        arrives(
                "From: kim@example.org",
                "To: desk+case-P-1@docket.test",
                "Subject: broken",
                "Content-Type: multipart/mixed; boundary=B",
                "",
                "no part at all");
        arrives("From: kim@example.org", "To: desk+case-P-1@docket.test", "Subject: whole", "", "x");

        mailbox.round();

        assertThat(subjectsIn("Parked")).containsExactly("broken");
        assertThat(subjectsIn("Done")).containsExactly("whole");
        assertThat(platform.last("park-email").path("cause").asText()).isEqualTo("unreadable");
    }

    @Test
    void a_mail_stays_in_the_inbox_while_the_platform_is_away() throws Exception {
        arrives("From: kim@example.org", "To: desk+case-P-1@docket.test", "Subject: kept", "", "x");
        platform.fail("receive-email", RecordingPlatform.away());

        assertThatThrownBy(mailbox::round).isInstanceOf(Unavailable.class);
        assertThat(subjectsIn("INBOX")).containsExactly("kept");

        platform.fail("receive-email");
        mailbox.round();
        assertThat(subjectsIn("INBOX")).isEmpty();
        assertThat(platform.types()).containsExactly("add-comment", "receive-email");
    }

    @Test
    void new_mail_is_taken_as_it_comes_and_after_the_server_was_away() throws Exception {
        Thread reading = Thread.ofPlatform().daemon().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    mailbox.round();
                } catch (Unavailable e) {
                    Thread.yield();
                }
            }
        });
        arrives("From: kim@example.org", "To: desk+case-P-1@docket.test", "Subject: one", "", "x");
        await().atMost(PATIENCE).until(() -> platform.types().contains("receive-email"));

        arrives("From: kim@example.org", "To: desk+new-permit@docket.test", "Subject: two", "", "x");
        await().atMost(PATIENCE).until(() -> platform.types().contains("open-case"));
        reading.interrupt();
        assertThat(reading.join(PATIENCE)).isTrue();

        assertThat(subjectsIn("Parked")).isEmpty();
    }

    @Test
    void a_mail_is_sent_with_a_way_back_to_its_case() throws Exception {
        SmtpServer smtp = new SmtpServer(settings.smtp(), DESK, platform);

        Outcome outcome = smtp.send(request("kim@example.org", "<p>Dear Kim</p>"), "<1@docket.test>");

        MimeMessage received = server.getReceivedMessages()[0];
        assertThat(outcome).isEqualTo(new Outcome.Taken());
        assertThat(received.getHeader("Message-ID")).containsExactly("<1@docket.test>");
        assertThat(received.getHeader("In-Reply-To")).containsExactly("<a@example.org>");
        assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(received.getReplyTo()[0]).hasToString("desk+case-P-1@docket.test");
        assertThat(received.getSubject()).isEqualTo("Café");
        var raw = new java.io.ByteArrayOutputStream();
        received.writeTo(raw);
        assertThat(new MessageReader(100_000).read(raw.toByteArray()).text()).isEqualTo("Dear Kim");
        assertThat(new MessageReader(100_000).head(raw.toByteArray()).automatic())
                .isEqualTo("loop");
    }

    @Test
    void an_answer_to_a_mail_that_was_sent_lands_on_its_case() throws Exception {
        SmtpServer smtp = new SmtpServer(settings.smtp(), DESK, platform);
        smtp.send(request("kim@example.org", null), "<1@docket.test>");
        String answers = server.getReceivedMessages()[0].getReplyTo()[0].toString();

        arrives(
                "From: kim@example.org",
                "To: " + answers,
                "Subject: Re: Café",
                "Message-ID: <b@example.org>",
                "",
                "Hi");
        mailbox.round();

        assertThat(platform.last("receive-email").path("caseId").asText()).isEqualTo("K1");
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_mail_waits_for_no_number(RuntimeException fault) throws Exception {
        platform.fail("number", fault);

        Outcome outcome = new SmtpServer(settings.smtp(), DESK, platform)
                .send(request("kim@example.org", null), "<1@docket.test>");

        assertThat(outcome).isEqualTo(new Outcome.Taken());
        assertThat(server.getReceivedMessages()[0].getReplyTo()[0]).hasToString("desk+case-K1@docket.test");
    }

    static List<RuntimeException> faults() {
        return List.of(RecordingPlatform.away(), new Refused("service-400", "no"));
    }

    @Test
    void a_server_that_is_away_is_asked_later() {
        SmtpServer smtp = new SmtpServer(settings.smtp(), DESK, platform);
        server.stop();

        assertThat(smtp.send(request("kim@example.org", null), "<1@docket.test>"))
                .isInstanceOf(Outcome.NotNow.class);
    }

    private static MailRequest request(String to, @org.jspecify.annotations.Nullable String html) {
        return new MailRequest(
                "acme",
                "K1~m-1",
                Instant.parse("2026-01-05T12:00:00Z"),
                new MailEvent.Requested("K1", List.of(to), null, "Café", "Dear Kim", html, "<a@example.org>"));
    }
}
