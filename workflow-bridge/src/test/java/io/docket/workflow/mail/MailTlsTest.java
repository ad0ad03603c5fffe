package io.docket.workflow.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import io.docket.workflow.retry.Unavailable;
import io.docket.workflow.signature.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A mail server whose certificate is one for {@code localhost}, signed by an authority of the test. */
class MailTlsTest {
    private static final String RIGHT = "localhost";
    private static final String WRONG = "127.0.0.1";
    private static final PlusAddress DESK = PlusAddress.of("desk@docket.test");

    @TempDir
    private static Path folder;

    private static SSLContext certificate;
    private static Path authority;

    private final GreenMail server = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
    });
    private final RecordingPlatform platform = new RecordingPlatform().with("P-1", "K1");
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private @Nullable TlsFront imap;
    private @Nullable TlsFront smtp;

    @BeforeAll
    static void makeCertificate() throws IOException, GeneralSecurityException {
        TestAuthority test = new TestAuthority(folder).signer("mail", "EC", "secp256r1", "-ext", "san=dns:localhost");
        certificate = test.server("mail");
        authority = Files.writeString(folder.resolve("authority.pem"), test.rootPem());
    }

    @BeforeEach
    void start() {
        server.start();
        server.setUser("desk@docket.test", "desk", "secret");
        server.getUserManager()
                .getUser("desk")
                .deliver(Mails.of("From: kim@example.org", "To: desk+case-P-1@docket.test", "Subject: Hi", "", "x"));
    }

    @AfterEach
    void stop() throws IOException {
        timer.shutdownNow();
        if (imap != null && smtp != null) {
            imap.close();
            smtp.close();
        }
        server.stop();
    }

    private LocalMail settings(TlsFront.Kind kind, String host, @Nullable Path authorities) throws IOException {
        imap = new TlsFront(certificate, kind, "imap", server.getImap().getPort());
        smtp = new TlsFront(certificate, kind, "smtp", server.getSmtp().getPort());
        return LocalMail.at(imap.port(), smtp.port())
                .encrypted(host, kind != TlsFront.Kind.TLS, Optional.ofNullable(authorities));
    }

    private void read(LocalMail settings) {
        MailDesk desk =
                new MailDesk("acme", DESK, Senders.of(settings), platform, platform, platform, platform, platform);
        try (Mailbox mailbox = new Mailbox(settings.imap(), new MessageReader(settings.maxBytes()), desk, timer)) {
            mailbox.round();
        }
    }

    private Outcome send(LocalMail settings) {
        return new SmtpServer(settings.smtp(), DESK, platform)
                .send(
                        new MailRequest(
                                "acme",
                                "K1~m-1",
                                Instant.parse("2026-01-05T12:00:00Z"),
                                new MailEvent.Requested(
                                        "K1", List.of("kim@example.org"), null, "Decided", "Yes", null, null)),
                        "<1@docket.test>");
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS", "STARTTLS"})
    void server_with_the_right_name_and_a_known_authority_is_accepted(TlsFront.Kind kind) throws IOException {
        LocalMail settings = settings(kind, RIGHT, authority);

        read(settings);
        Outcome outcome = send(settings);

        assertThat(platform.types()).containsExactly("add-comment", "receive-email");
        assertThat(outcome).isEqualTo(new Outcome.Taken());
        assertThat(server.getReceivedMessages()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS", "STARTTLS"})
    void server_with_another_name_is_refused(TlsFront.Kind kind) throws IOException {
        refused(settings(kind, WRONG, authority), "no TLS with 127.0.0.1:", WRONG);
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS", "STARTTLS"})
    void server_of_an_unknown_authority_is_refused(TlsFront.Kind kind) throws IOException {
        refused(settings(kind, RIGHT, null), "no TLS with localhost:", "unable to find valid certification path");
    }

    @Test
    void server_that_offers_no_encryption_where_it_has_to_hears_no_password() throws IOException {
        LocalMail settings = settings(TlsFront.Kind.NEVER, RIGHT, authority);

        refused(settings, "STARTTLS", "required");

        assertThat(imap)
                .isNotNull()
                .satisfies(front -> assertThat(front.inPlainText())
                        .isNotEmpty()
                        .noneMatch(line ->
                                line.contains("LOGIN") || line.contains("AUTHENTICATE") || line.contains("secret")));
        assertThat(smtp)
                .isNotNull()
                .satisfies(front -> assertThat(front.inPlainText())
                        .isNotEmpty()
                        .noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL")));
    }

    @Test
    void authorities_without_a_certificate_are_an_error_before_anything_is_read() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        LocalMail settings = settings(TlsFront.Kind.TLS, RIGHT, empty);

        assertThatThrownBy(() -> read(settings))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("there is no certificate in " + empty);
    }

    /** One line that says what is wrong, and nothing is read or sent. */
    private void refused(LocalMail settings, String... words) {
        Unavailable reading = catchThrowableOfType(Unavailable.class, () -> read(settings));
        Outcome sending = send(settings);

        assertThat(reading.getMessage()).startsWith("mailbox: ").contains(words).hasLineCount(1);
        assertThat(sending)
                .isInstanceOfSatisfying(
                        Outcome.NotNow.class,
                        later -> assertThat(later.cause()).contains(words).hasLineCount(1));
        assertThat(platform.types()).isEmpty();
        assertThat(server.getReceivedMessages()).hasSize(1);
    }
}
