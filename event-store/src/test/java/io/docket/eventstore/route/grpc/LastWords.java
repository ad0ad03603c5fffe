package io.docket.eventstore.route.grpc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;

/** One connection of HTTP/2 that takes a question, says one thing more and ends; nobody listens for another. */
final class LastWords implements AutoCloseable {
    static final byte[] NONE = {};

    /** GOAWAY: no stream at all was begun. */
    static final byte[] NOTHING_WAS_BEGUN = HexFormat.of().parseHex("0000080700000000000000000000000000");

    private static final byte[] SETTINGS = HexFormat.of().parseHex("000000040000000000");

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final String question;
    private final byte[] words;

    LastWords(String question, byte[] words) throws IOException {
        this.question = question;
        this.words = words;
        Thread.startVirtualThread(this::serve);
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    private void serve() {
        try (Socket client = server.accept()) {
            server.close();
            client.getOutputStream().write(SETTINGS);
            InputStream in = client.getInputStream();
            StringBuilder heard = new StringBuilder();
            byte[] buffer = new byte[8192];
            int read;
            while (heard.indexOf(question) < 0 && (read = in.read(buffer)) >= 0) {
                heard.append(new String(buffer, 0, read, ISO_8859_1));
            }
            if (words.length == 0) {
                client.setSoLinger(true, 0); // a reset, as of a process that was killed
                return;
            }
            client.getOutputStream().write(words);
            client.shutdownOutput();
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // the other side has gone
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
