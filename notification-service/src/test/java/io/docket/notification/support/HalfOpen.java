package io.docket.notification.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;

/** A connection whose client stops half-way and stays silent, and that can tell whether the server has left. */
public final class HalfOpen implements AutoCloseable {
    private static final int LOOK_MILLIS = 10;
    private static final int HANDSHAKE_MILLIS = 10_000;
    private static final int TEXT = 0x81;
    private static final int MASKED = 0x80;
    private static final int MAX_SHORT = 125;
    private static final byte[] MASK = {7, 77, 17, 71};

    private final Socket socket = new Socket();

    private HalfOpen(URI address) throws IOException {
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
        socket.setSoTimeout(HANDSHAKE_MILLIS);
    }

    /** Sends the beginning of a handshake. */
    public static HalfOpen halfHandshake(URI address) throws IOException {
        HalfOpen half = new HalfOpen(address);
        half.say("GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n");
        return half;
    }

    /**
     * Opens a websocket with the token, and sends the header of a text frame and the first half of its payload.
     *
     * @param frame at most {@value #MAX_SHORT} characters, with {@code '} for {@code "}
     */
    public static HalfOpen halfFrame(URI address, String token, String frame) throws IOException {
        byte[] payload = frame.replace('\'', '"').getBytes(ISO_8859_1);
        if (payload.length > MAX_SHORT) {
            throw new IllegalArgumentException("a frame of " + payload.length + " bytes");
        }
        HalfOpen half = new HalfOpen(address);
        half.shakeHands(token);
        ByteBuffer bytes = ByteBuffer.allocate(2 + MASK.length + payload.length / 2);
        bytes.put((byte) TEXT).put((byte) (MASKED | payload.length)).put(MASK);
        for (int index = 0; bytes.hasRemaining(); index++) {
            bytes.put((byte) (payload[index] ^ MASK[index % MASK.length]));
        }
        half.socket.getOutputStream().write(bytes.array());
        return half;
    }

    /** Reads all there is; false if the server has ended the connection. */
    public boolean drain() throws IOException {
        byte[] buffer = new byte[64 * 1024];
        socket.setSoTimeout(LOOK_MILLIS);
        try {
            while (socket.getInputStream().read(buffer) >= 0) {}
            return false;
        } catch (SocketTimeoutException nothingThere) {
            return true;
        } catch (IOException reset) {
            return false;
        }
    }

    private void shakeHands(String token) throws IOException {
        say("GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Protocol: docket.v1\r\nAuthorization: Bearer " + token + "\r\n\r\n");
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("no handshake: " + answer);
            }
            answer.append((char) next);
        }
        if (!answer.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException("no handshake: " + answer);
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
