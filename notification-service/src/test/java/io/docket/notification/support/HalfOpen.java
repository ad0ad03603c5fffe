package io.docket.notification.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;

/** A connection that says just the given bytes, reads as slowly as it is told, and can tell whether the server has left. */
public final class HalfOpen implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int MAX_SHORT = 125;
    private static final int HEADER_BYTES = 6;
    private static final int LOOK_MILLIS = 10;
    private static final int SMALL_BUFFER = 4 * 1024;

    private final Socket socket = new Socket();

    private HalfOpen(URI address) throws IOException {
        socket.setReceiveBufferSize(SMALL_BUFFER);
        socket.connect(new java.net.InetSocketAddress(address.getHost(), address.getPort()));
        socket.setSoTimeout(LOOK_MILLIS);
    }

    /** Sends the beginning of a handshake. */
    public static HalfOpen halfHandshake(URI address) throws IOException {
        HalfOpen half = new HalfOpen(address);
        half.say("GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n");
        return half;
    }

    /** Finishes the handshake and sends the bytes. */
    public static HalfOpen connected(URI address, String token, byte[] bytes) throws IOException {
        HalfOpen half = new HalfOpen(address);
        half.say("GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Authorization: Bearer " + token + "\r\n\r\n");
        StringBuilder answer = new StringBuilder();
        await().atMost(SOON).until(() -> answer.append(half.read()).indexOf("\r\n\r\n") >= 0);
        half.socket.getOutputStream().write(bytes);
        return half;
    }

    /** A short text as a frame of a client, masked with zeros. */
    public static byte[] frame(String text) {
        byte[] payload = text.getBytes(ISO_8859_1);
        if (payload.length > MAX_SHORT) {
            throw new IllegalArgumentException(text);
        }
        byte[] frame = new byte[HEADER_BYTES + payload.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | payload.length);
        System.arraycopy(payload, 0, frame, HEADER_BYTES, payload.length);
        return frame;
    }

    /** Reads a byte; false if the server has ended the connection. */
    public boolean sip() throws IOException {
        try {
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException nothingThere) {
            return true;
        } catch (IOException reset) {
            return false;
        }
    }

    /** Reads what is there. */
    public String read() throws IOException {
        byte[] buffer = new byte[SMALL_BUFFER];
        try {
            int count = socket.getInputStream().read(buffer);
            return new String(buffer, 0, Math.max(0, count), ISO_8859_1);
        } catch (SocketTimeoutException nothingThere) {
            return "";
        }
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
