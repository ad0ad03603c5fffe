package io.docket.notification.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;

/** A connection whose handshake stops half-way, and that can tell whether the server has left. */
public final class HalfOpen implements AutoCloseable {
    private static final int LOOK_MILLIS = 10;

    private final Socket socket = new Socket();

    private HalfOpen(URI address) throws IOException {
        socket.connect(new java.net.InetSocketAddress(address.getHost(), address.getPort()));
        socket.setSoTimeout(LOOK_MILLIS);
    }

    /** Sends the beginning of a handshake. */
    public static HalfOpen halfHandshake(URI address) throws IOException {
        HalfOpen half = new HalfOpen(address);
        half.say("GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n");
        return half;
    }

    /** Reads all there is; false if the server has ended the connection. */
    public boolean drain() throws IOException {
        byte[] buffer = new byte[64 * 1024];
        try {
            while (socket.getInputStream().read(buffer) >= 0) {}
            return false;
        } catch (SocketTimeoutException nothingThere) {
            return true;
        } catch (IOException reset) {
            return false;
        }
    }

    private void say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
