package io.docket.workflow.mail.outgoing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.MailEvent;
import io.docket.workflow.mail.LocalMail;
import io.docket.workflow.mail.RecordingPlatform;
import io.docket.workflow.mail.incoming.PlusAddress;
import io.docket.workflow.mail.outgoing.MailServer.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpServerTest {
    @Test
    void a_mail_that_was_taken_is_taken_however_the_connection_ends() throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> takeOneAndBreakOff(listening));

            Outcome outcome = server(listening).send(request(), "<1@docket.test>");

            assertThat(outcome).isEqualTo(new Outcome.Taken());
        }
    }

    @ParameterizedTest
    @CsvSource({"452 mailbox full, NotThisOne", "421 closing, NotNow", "550 no such user, Never"})
    void what_the_server_says_of_a_recipient_tells_this_mail_from_all(String said, String outcome) throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> refuse(listening, said));

            Outcome told = server(listening).send(request(), "<1@docket.test>");

            assertThat(told.getClass().getSimpleName()).isEqualTo(outcome);
        }
    }

    @Test
    void a_server_that_nobody_reaches_is_away_and_says_why() throws IOException {
        ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        try (listening) {
            Thread.startVirtualThread(() -> refuse(listening, "250 yes"));
            assertThat(server(listening).away()).isEmpty();
        }

        assertThat(server(listening).away()).isPresent();
    }

    private static SmtpServer server(ServerSocket listening) {
        return new SmtpServer(
                LocalMail.at(0, listening.getLocalPort()).smtp(),
                PlusAddress.of("desk@docket.test"),
                new RecordingPlatform());
    }

    private static MailRequest request() {
        return new MailRequest(
                "acme",
                "K1~m-1",
                Instant.parse("2026-01-05T12:00:00Z"),
                new MailEvent.Requested(null, List.of("kim@example.org"), null, "Hi", "Dear Kim", null, null));
    }

    /** Takes a mail, and resets the connection where the client takes its leave. */
    private static void takeOneAndBreakOff(ServerSocket listening) {
        try (Socket client = listening.accept()) {
            BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
            say(client, "220 here");
            boolean inMail = false;
            for (String line = in.readLine(); line != null && !line.equals("QUIT"); line = in.readLine()) {
                if (inMail) {
                    inMail = !line.equals(".");
                    if (!inMail) {
                        say(client, "250 taken");
                    }
                } else {
                    inMail = line.equals("DATA");
                    say(client, inMail ? "354 go on" : "250 yes");
                }
            }
            client.setSoLinger(true, 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Says that to every recipient. */
    private static void refuse(ServerSocket listening, String said) {
        try (Socket client = listening.accept()) {
            BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
            say(client, "220 here");
            for (String line = in.readLine(); line != null && !line.equals("QUIT"); line = in.readLine()) {
                say(client, line.startsWith("RCPT") ? said : "250 yes");
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void say(Socket client, String line) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write((line + "\r\n").getBytes(US_ASCII));
        out.flush();
    }
}
