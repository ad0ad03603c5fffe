package io.docket.notification.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;

/** A TCP connection on which a test says HTTP and websocket frames byte by byte. */
final class RawSocket implements AutoCloseable {
    private static final int HANDSHAKE_MILLIS = 10_000;
    private static final int TEXT = 0x81;
    private static final int MASKED = 0x80;
    private static final int MAX_SHORT = 125;
    private static final byte[] MASK = {7, 77, 17, 71};

    final Socket socket = new Socket();

    RawSocket(URI address) throws IOException {
        this(address, 0);
    }

    /**
     * Connects.
     *
     * @param receiveBuffer bytes that the operating system takes for the client, 0 for its default
     */
    RawSocket(URI address, int receiveBuffer) throws IOException {
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
        socket.setSoTimeout(HANDSHAKE_MILLIS);
    }

    void say(String text) throws IOException {
        say(text.getBytes(ISO_8859_1));
    }

    void say(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Makes it a websocket with the token. */
    void shakeHands(String token) throws IOException {
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

    /**
     * A text frame of a client.
     *
     * @param frame at most {@value #MAX_SHORT} characters, with {@code '} for {@code "}
     */
    static byte[] frame(String frame) {
        byte[] payload = frame.replace('\'', '"').getBytes(ISO_8859_1);
        if (payload.length > MAX_SHORT) {
            throw new IllegalArgumentException("a frame of " + payload.length + " bytes");
        }
        ByteBuffer bytes = ByteBuffer.allocate(2 + MASK.length + payload.length);
        bytes.put((byte) TEXT).put((byte) (MASKED | payload.length)).put(MASK);
        for (int index = 0; index < payload.length; index++) {
            bytes.put((byte) (payload[index] ^ MASK[index % MASK.length]));
        }
        return bytes.array();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
