package io.docket.workflow.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.docket.workflow.mail.incoming.MailDesk;
import io.docket.workflow.mail.incoming.PlusAddress;
import io.docket.workflow.mail.incoming.Senders;
import io.docket.workflow.mail.mailbox.Mailbox;
import io.docket.workflow.mail.message.MessageReader;
import io.docket.workflow.retry.Unavailable;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mail server that says when there is mail, and a mailbox that would look by itself only in a day. */
class IdleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final PlusAddress DESK = PlusAddress.of("desk@docket.test");

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    private final RecordingPlatform platform = new RecordingPlatform().with("P-1", "K1");
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private Mailbox mailbox;
    private Thread reading;

    @BeforeEach
    void start() {
        server.start();
        server.setUser("desk@docket.test", "desk", "secret");
        MailSettings.Box settings = LocalMail.at(server.getImap().getPort(), 0, Duration.ofDays(1));
        MailDesk desk =
                new MailDesk("acme", DESK, Senders.of(settings), platform, platform, platform, platform, platform);
        mailbox = new Mailbox(settings.imap(), new MessageReader(settings.maxBytes()), desk, timer);
        reading = Thread.ofPlatform().daemon().start(this::read);
    }

    @AfterEach
    void stop() throws InterruptedException {
        reading.interrupt();
        server.stop();
        assertThat(reading.join(PATIENCE)).isTrue();
        mailbox.close();
        timer.shutdownNow();
    }

    @Test
    void mail_is_taken_when_the_server_says_that_it_is_there() {
        awaitIdle();
        arrives("case-P-1");
        await().atMost(PATIENCE).until(() -> platform.types().contains("receive-email"));

        awaitIdle();
        arrives("new-permit");
        await().atMost(PATIENCE).until(() -> platform.types().contains("open-case"));
    }

    /** The server has acknowledged that it is to tell. */
    private void awaitIdle() {
        await().atMost(PATIENCE)
                .until(() -> Arrays.stream(reading.getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals("readIdleResponse")));
    }

    private void arrives(String to) {
        server.getUserManager()
                .getUser("desk")
                .deliver(Mails.of(
                        "From: kim@example.org", "To: desk+" + to + "@docket.test", "Subject: " + to, "", "x"));
    }

    private void read() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                mailbox.round();
            } catch (Unavailable e) {
                Thread.yield();
            }
        }
    }
}
