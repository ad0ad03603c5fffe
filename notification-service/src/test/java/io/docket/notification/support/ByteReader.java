package io.docket.notification.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A client with a small receive buffer that reads as many bytes as it is told to. */
public final class ByteReader implements AutoCloseable {
    private static final int RECEIVE_BUFFER = 4_096;
    private static final int LOOK_MILLIS = 10;
    private static final int CLOSE = 0x88;
    private static final int TEXT = 0x81;
    private static final int MEDIUM = 126;
    private static final int LONG = 127;

    public int closeCode;
    public String closeReason = "";

    private final RawSocket socket;
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();

    private ByteReader(URI address) throws IOException {
        socket = new RawSocket(address, RECEIVE_BUFFER);
    }

    /** Opens a websocket with the token and sends the frame. */
    public static ByteReader websocket(URI address, String token, String frame) throws IOException {
        ByteReader reader = new ByteReader(address);
        reader.socket.shakeHands(token);
        reader.socket.say(RawSocket.frame(frame));
        return reader;
    }

    /** Sends a request with the token. */
    public static ByteReader request(URI address, String token) throws IOException {
        return request(
                address,
                address.getRawPath() + (address.getRawQuery() == null ? "" : '?' + address.getRawQuery()),
                token);
    }

    /** Sends a request for the target as it stands with the token. */
    public static ByteReader request(URI server, String target, String token) throws IOException {
        ByteReader reader = new ByteReader(server);
        reader.socket.say(
                "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n\r\n");
        return reader;
    }

    /** Reads at most so many bytes of what is there; false if the server has ended the connection. */
    public boolean read(int bytes) {
        try {
            socket.socket.setSoTimeout(LOOK_MILLIS);
            byte[] buffer = new byte[bytes];
            int count = socket.socket.getInputStream().read(buffer);
            all.write(buffer, 0, Math.max(0, count));
            return count >= 0;
        } catch (SocketTimeoutException nothingThere) {
            return true;
        } catch (IOException reset) {
            return false;
        }
    }

    /** What was read, as a text. */
    public String text() {
        return all.toString(UTF_8);
    }

    /** The text frames among what was read; notes the reason if there is a closing frame. */
    public List<String> frames() {
        List<String> texts = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(all.toByteArray());
        while (bytes.remaining() >= 2) {
            int kind = bytes.get() & 0xFF;
            int length = bytes.get();
            int header = length == MEDIUM ? Short.BYTES : length == LONG ? Long.BYTES : 0;
            if (bytes.remaining() < header) {
                break;
            }
            int size = header == 0 ? length : header == Short.BYTES ? bytes.getShort() & 0xFFFF : (int) bytes.getLong();
            if (bytes.remaining() < size) {
                break;
            }
            byte[] payload = new byte[size];
            bytes.get(payload);
            if (kind == TEXT) {
                texts.add(new String(payload, UTF_8));
            } else if (kind == CLOSE) {
                closeCode = ByteBuffer.wrap(payload).getShort();
                closeReason = new String(payload, Short.BYTES, size - Short.BYTES, UTF_8);
            }
        }
        return texts;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
