package io.docket.system.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.docket.system.support.Api;
import io.docket.system.support.Fixtures;
import io.docket.system.support.Servers;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** E-mail through the running platform and a mail server of the test: two mailboxes, of a tenant each. */
class MailJourneyIT {
    private static final Api DEMO = new Api("demo");
    private static final Api WORKER = new Api("worker");
    private static final Api OTHER = new Api("other");
    private static final String BRIDGE = "workflow-bridge";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final GreenMail MAIL = new GreenMail(new ServerSetup[] {server("imap"), server("smtp")});

    private static final Line LINE = new Line();

    private static ServerSetup server(String protocol) {
        return new ServerSetup(0, "127.0.0.1", protocol);
    }

    @BeforeAll
    static void the_bridge_reads_the_mailboxes() throws IOException {
        MAIL.start();
        MAIL.setUser("desk@acme.test", "desk", "secret");
        MAIL.setUser("help@globex.test", "help", "secret");
        Map<String, String> settings = new HashMap<>();
        settings.put("docket.mail.known-senders", "@example.org");
        mailbox(settings, "docket.mail.", "acme", "desk");
        mailbox(settings, "docket.mail.mailboxes.help.", "globex", "help");
        Servers.configure(BRIDGE, settings);
        Servers.restart(BRIDGE);
    }

    private static void mailbox(Map<String, String> settings, String prefix, String tenant, String user) {
        settings.put(prefix + "tenant", tenant);
        settings.put(prefix + "address", user + "@" + tenant + ".test");
        settings.put(prefix + "imap.port", Integer.toString(MAIL.getImap().getPort()));
        settings.put(prefix + "imap.recheck", "1s");
        settings.put(prefix + "smtp.port", Integer.toString(LINE.port()));
        for (String server : List.of("imap.", "smtp.")) {
            settings.put(prefix + server + "host", "127.0.0.1");
            settings.put(prefix + server + "tls", "false");
            settings.put(prefix + server + "user", user);
            settings.put(prefix + server + "password", "secret");
        }
    }

    @AfterAll
    static void the_bridge_reads_none_again() throws IOException {
        Servers.configure(BRIDGE, Map.of());
        Servers.restart(BRIDGE);
        LINE.close();
        MAIL.stop();
    }

    @Test
    void mail_opens_a_case_with_its_file_and_an_answer_right_behind_it_lands_on_the_same_case() {
        String type = Fixtures.permitType(Map.of());
        String id = "<" + Fixtures.unique("first") + "@example.org>";
        String answer = "<" + Fixtures.unique("second") + "@example.org>";
        arrives(
                "desk",
                "From: kim@example.org",
                "To: desk+new-" + type + "@acme.test",
                "Subject: A dormer",
                "Message-ID: " + id,
                "Content-Type: multipart/mixed; boundary=B",
                "",
                "--B",
                "Content-Type: text/plain",
                "",
                "May I build one?",
                "--B",
                "Content-Type: text/plain",
                "Content-Disposition: attachment; filename=plan.txt",
                "",
                "the plan of the dormer",
                "--B--");
        arrives(
                "desk",
                "From: kim@example.org",
                "To: desk@acme.test",
                "Subject: Re: A dormer",
                "References: " + id,
                "Message-ID: " + answer,
                "Content-Type: multipart/mixed; boundary=B",
                "",
                "--B",
                "Content-Type: text/plain",
                "",
                "And a balcony?",
                "--B",
                "Content-Type: text/plain",
                "Content-Disposition: attachment; filename=balcony.txt",
                "",
                "the plan of the balcony",
                "--B--");
        await().atMost(PATIENCE).until(() -> mails(WORKER, answer).equals(List.of("received")));
        await().atMost(PATIENCE).until(() -> mails(WORKER, id).equals(List.of("received")));
        await().atMost(PATIENCE).until(() -> cases(type).size() == 1);
        String caseId = Objects.toString(cases(type).getFirst().get("id"));
        await().atMost(PATIENCE).until(() -> comments(caseId).size() == 2);
        await().atMost(PATIENCE).until(() -> files(caseId).size() == 2);

        assertThat(cases(type)).hasSize(1);
        assertThat(cases(type).getFirst()).containsEntry("title", "A dormer");
        assertThat(comments(caseId)).first().asString().contains("May I build one?");
        assertThat(comments(caseId)).last().asString().contains("And a balcony?");
        assertThat(WORKER.request()
                        .get("/api/files/" + files(caseId).getFirst() + "/content?stream=true")
                        .asString()
                        .strip())
                .isEqualTo("the plan of the dormer");
    }

    @Test
    void mail_that_is_asked_for_is_sent_once_and_its_states_are_told() throws MessagingException {
        String subject = Fixtures.unique("Decided");
        String mail = asked(subject);
        await().atMost(PATIENCE).until(() -> events(DEMO, mail).contains("docket.mail.sent.v1"));

        assertThat(events(DEMO, mail))
                .containsExactlyInAnyOrder("docket.mail.requested.v1", "docket.mail.sending.v1", "docket.mail.sent.v1");
        List<MimeMessage> received = received(subject);
        assertThat(received).hasSize(1);
        assertThat(received.getFirst().getAllRecipients())
                .extracting(Object::toString)
                .containsExactly("kim@example.org");
        assertThat(received.getFirst().getReplyTo()[0]).asString().startsWith("desk+case-");
    }

    @ParameterizedTest
    @EnumSource(names = {"FROM_THE_BEGINNING", "AFTER_THE_MAIL"})
    void mail_that_the_bridge_was_sending_when_it_was_killed_is_not_sent_again(Held held) {
        String subject = Fixtures.unique("Killed");
        LINE.hold(held);
        String mail = asked(subject);
        await().atMost(PATIENCE).until(() -> LINE.isHolding());
        await().atMost(PATIENCE).until(() -> events(DEMO, mail).contains("docket.mail.sending.v1"));
        LINE.hold(Held.NOTHING);

        Servers.restart(BRIDGE);

        await().atMost(PATIENCE).until(() -> events(DEMO, mail).contains("docket.mail.failed.v1"));
        String next = asked(Fixtures.unique("Next"));
        await().atMost(PATIENCE).until(() -> events(DEMO, next).contains("docket.mail.sent.v1"));
        assertThat(events(DEMO, mail))
                .containsExactlyInAnyOrder(
                        "docket.mail.requested.v1", "docket.mail.sending.v1", "docket.mail.failed.v1");
        assertThat(received(subject)).hasSize(held == Held.AFTER_THE_MAIL ? 1 : 0);
    }

    /** Id of a mail that was asked for. */
    private static String asked(String subject) {
        String type = Fixtures.permitType(Map.of());
        String caseId = WORKER.accepted("open-case", Map.of("caseType", type, "data", Map.of()))
                .path("id");
        return WORKER.accepted(
                        "send-email",
                        Map.of("caseId", caseId, "to", List.of("kim@example.org"), "subject", subject, "body", "Yes."))
                .path("id");
    }

    @Test
    void mail_to_the_mailbox_of_another_tenant_is_that_tenants() {
        String id = "<" + Fixtures.unique("other") + "@elsewhere.test>";
        arrives(
                "help",
                "From: eve@elsewhere.test",
                "To: help@globex.test",
                "Subject: Hi",
                "Message-ID: " + id,
                "",
                "x");

        await().atMost(PATIENCE).until(() -> mails(OTHER, id).equals(List.of("parked")));
        assertThat(mails(DEMO, id)).isEmpty();
    }

    private static void arrives(String user, String... lines) {
        byte[] raw = (String.join("\r\n", lines) + "\r\n").getBytes(UTF_8);
        try {
            MAIL.getUserManager()
                    .getUser(user)
                    .deliver(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw)));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<MimeMessage> received(String subject) {
        return Arrays.stream(MAIL.getReceivedMessages())
                .filter(message -> {
                    try {
                        return subject.equals(message.getSubject());
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private static List<Map<String, Object>> cases(String type) {
        return WORKER.request().get("/api/cases?type=" + type).path("items");
    }

    private static List<String> comments(String caseId) {
        return WORKER.request().get("/api/cases/" + caseId).path("comments.body");
    }

    private static List<String> files(String caseId) {
        return WORKER.request().get("/api/cases/" + caseId).path("files.id");
    }

    private static List<String> mails(Api api, String messageId) {
        return api.request()
                .queryParam("messageId", messageId)
                .get("/api/mails")
                .path("items.state");
    }

    private static List<String> events(Api api, String mail) {
        return api.request().get("/api/history?subject=mail/" + mail).path("items.type");
    }

    /** Which answers of the mail server do not arrive. */
    private enum Held {
        NOTHING,
        FROM_THE_BEGINNING,
        AFTER_THE_MAIL
    }

    /** The way to the server that sends, on which answers can be kept back: for good, on connections that were opened while they are. */
    private static final class Line implements AutoCloseable {
        private static final String END_OF_MAIL = "\r\n.\r\n";

        private final ServerSocket entry;
        private volatile Held held = Held.NOTHING;
        private volatile boolean holding;

        Line() {
            try {
                entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Thread.startVirtualThread(this::accept);
        }

        int port() {
            return entry.getLocalPort();
        }

        void hold(Held from) {
            holding = holding && from == Held.NOTHING;
            held = from;
        }

        /** True once an answer was kept back. */
        boolean isHolding() {
            return holding;
        }

        private void accept() {
            while (!entry.isClosed()) {
                try {
                    Socket client = entry.accept();
                    Held now = held;
                    Thread.startVirtualThread(() -> pass(client, now));
                } catch (IOException e) {
                    return;
                }
            }
        }

        private void pass(Socket client, Held now) {
            try (client;
                    Socket server = new Socket(
                            InetAddress.getLoopbackAddress(), MAIL.getSmtp().getPort())) {
                AtomicBoolean silent = new AtomicBoolean(now == Held.FROM_THE_BEGINNING);
                Thread answers = Thread.startVirtualThread(() -> answers(server, client, silent));
                forth(client, server, now, silent);
                answers.interrupt();
            } catch (IOException e) {
                // one of both is gone
            }
        }

        private static void forth(Socket client, Socket server, Held now, AtomicBoolean silent) throws IOException {
            byte[] chunk = new byte[8192];
            String tail = "";
            InputStream in = client.getInputStream();
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                tail += new String(chunk, 0, read, UTF_8);
                tail = tail.substring(Math.max(0, tail.length() - END_OF_MAIL.length()));
                if (now == Held.AFTER_THE_MAIL && tail.equals(END_OF_MAIL)) {
                    silent.set(true);
                }
                server.getOutputStream().write(chunk, 0, read);
            }
        }

        private void answers(Socket server, Socket client, AtomicBoolean silent) {
            byte[] chunk = new byte[8192];
            try {
                InputStream in = server.getInputStream();
                for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                    if (silent.get()) {
                        holding = true;
                    } else {
                        client.getOutputStream().write(chunk, 0, read);
                    }
                }
            } catch (IOException e) {
                // one of both is gone
            }
        }

        @Override
        public void close() throws IOException {
            entry.close();
        }
    }
}
