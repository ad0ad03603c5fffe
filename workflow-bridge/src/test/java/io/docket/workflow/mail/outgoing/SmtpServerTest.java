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

class SmtpServerTest {
    @Test
    void a_mail_that_was_taken_is_taken_however_the_connection_ends() throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> takeOneAndBreakOff(listening));
            SmtpServer server = new SmtpServer(
                    LocalMail.at(0, listening.getLocalPort()).smtp(),
                    PlusAddress.of("desk@docket.test"),
                    new RecordingPlatform());

            Outcome outcome = server.send(request(), "<1@docket.test>");

            assertThat(outcome).isEqualTo(new Outcome.Taken());
        }
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

    private static void say(Socket client, String line) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write((line + "\r\n").getBytes(US_ASCII));
        out.flush();
    }
}
