package io.docket.notification.support;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Arrays;

/** A connection whose client stops half-way and stays silent, and that can tell whether the server has left. */
public final class HalfOpen implements AutoCloseable {
    private static final int LOOK_MILLIS = 10;
    /** Two bytes, and the mask. */
    private static final int HEADER_BYTES = 6;

    private final RawSocket socket;

    private HalfOpen(URI address) throws IOException {
        socket = new RawSocket(address);
    }

    /** Sends the beginning of a handshake. */
    public static HalfOpen halfHandshake(URI address) throws IOException {
        HalfOpen half = new HalfOpen(address);
        half.socket.say("GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n");
        return half;
    }

    /**
     * Opens a websocket with the token, and sends the header of a text frame and the first half of its payload.
     *
     * @param frame as {@link RawSocket#frame} takes it
     */
    public static HalfOpen halfFrame(URI address, String token, String frame) throws IOException {
        HalfOpen half = new HalfOpen(address);
        half.socket.shakeHands(token);
        byte[] whole = RawSocket.frame(frame);
        half.socket.say(Arrays.copyOf(whole, HEADER_BYTES + (whole.length - HEADER_BYTES) / 2));
        return half;
    }

    /** Reads all there is; false if the server has ended the connection. */
    public boolean drain() throws IOException {
        byte[] buffer = new byte[64 * 1024];
        socket.socket.setSoTimeout(LOOK_MILLIS);
        try {
            while (socket.socket.getInputStream().read(buffer) >= 0) {}
            return false;
        } catch (SocketTimeoutException nothingThere) {
            return true;
        } catch (IOException reset) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
