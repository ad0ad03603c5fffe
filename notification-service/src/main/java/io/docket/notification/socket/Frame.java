package io.docket.notification.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.notification.outbox.Sized;
import java.nio.ByteBuffer;

/**
 * A text frame as it goes over the wire, header included (RFC 6455, section 5.2): frames of a server are not masked, so
 * that one frame serves every connection it is for.
 *
 * @param bytes header and UTF-8 text; not to be changed
 */
record Frame(byte[] bytes) implements Sized {
    private static final byte FINAL_TEXT = (byte) 0x81;
    private static final int MAX_SHORT = 125;
    private static final int MAX_MEDIUM = 0xFFFF;
    private static final byte MEDIUM = 126;
    private static final byte LONG = 127;

    static Frame of(String text) {
        byte[] payload = text.getBytes(UTF_8);
        int length = payload.length;
        int header = length <= MAX_SHORT ? 0 : length <= MAX_MEDIUM ? Short.BYTES : Long.BYTES;
        ByteBuffer bytes = ByteBuffer.allocate(2 + header + length).put(FINAL_TEXT);
        switch (header) {
            case 0 -> bytes.put((byte) length);
            case Short.BYTES -> bytes.put(MEDIUM).putShort((short) length);
            default -> bytes.put(LONG).putLong(length);
        }
        return new Frame(bytes.put(payload).array());
    }

    @Override
    public int size() {
        return bytes.length;
    }
}
