package io.docket.workflow.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server that speaks TLS, in front of one that does not. */
final class TlsFront implements AutoCloseable {
    /** When it is encrypted. */
    enum Kind {
        /** From the beginning. */
        TLS,
        /** After STARTTLS. */
        STARTTLS,
        /** It says that it cannot. */
        NEVER
    }

    private final SSLContext tls;
    private final Kind kind;
    private final String protocol;
    private final int behind;
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> inPlainText = new CopyOnWriteArrayList<>();

    /**
     * @param protocol {@code imap} or {@code smtp}
     * @param behind port of the server behind it
     */
    TlsFront(SSLContext tls, Kind kind, String protocol, int behind) throws IOException {
        this.tls = tls;
        this.kind = kind;
        this.protocol = protocol;
        this.behind = behind;
        Thread.startVirtualThread(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** What was said to it before the connection was encrypted. */
    List<String> inPlainText() {
        return inPlainText;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Thread.startVirtualThread(() -> serve(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket client) {
        try (client) {
            if (kind != Kind.TLS && !begin(client)) {
                return;
            }
            SSLSocket encrypted = (SSLSocket) tls.getSocketFactory().createSocket(client, null, client.getPort(), true);
            encrypted.setUseClientMode(false);
            encrypted.startHandshake();
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
                if (kind == Kind.STARTTLS) {
                    line(server.getInputStream());
                }
                Thread back = Thread.startVirtualThread(() -> pass(server, encrypted));
                pass(encrypted, server);
                back.interrupt();
            }
        } catch (IOException e) {
            // the client has gone, or does not like the certificate
        }
    }

    /** True if the client asks for encryption in the end. */
    private boolean begin(Socket client) throws IOException {
        say(client, protocol.equals("imap") ? "* OK front" : "220 front");
        while (true) {
            String line = line(client.getInputStream());
            if (line.isEmpty()) {
                return false;
            }
            inPlainText.add(line);
            String command = line.toUpperCase(Locale.ROOT);
            String tag = command.split(" ", 2)[0];
            boolean offers = kind == Kind.STARTTLS;
            if (offers && command.endsWith("STARTTLS")) {
                say(client, protocol.equals("imap") ? tag + " OK" : "220 go on");
                return true;
            } else if (command.endsWith("CAPABILITY")) {
                say(client, "* CAPABILITY IMAP4rev1" + (offers ? " STARTTLS" : ""), tag + " OK");
            } else if (command.startsWith("EHLO")) {
                say(client, offers ? "250-front\r\n250 STARTTLS" : "250 front");
            } else {
                say(client, protocol.equals("imap") ? tag + " BAD not in plain text" : "530 not in plain text");
            }
        }
    }

    private static void say(Socket client, String... lines) throws IOException {
        client.getOutputStream().write((String.join("\r\n", lines) + "\r\n").getBytes(US_ASCII));
    }

    /** Reads no byte behind the line. */
    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(US_ASCII).strip();
    }

    private static void pass(Socket from, Socket to) {
        try {
            byte[] buffer = new byte[8192];
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                to.getOutputStream().write(buffer, 0, read);
            }
            to.close();
        } catch (IOException e) {
            // one of both has gone, and the other goes with it in a moment
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
