package io.docket.local.probe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The command {@code ping} as an OP_MSG, answered with an OP_MSG. */
public record MongoProbe(int port) implements Probe {
    private static final int OP_MSG = 2013;
    private static final int OP_CODE_OFFSET = 12;
    private static final int HEADER_BYTES = 16;
    private static final int FLAGS_AND_KIND_BYTES = 5;
    private static final byte INT_32 = 0x10;
    private static final byte STRING = 0x02;

    @Override
    public boolean isReady() throws IOException {
        byte[] header = Wire.ask(Wire.THIS_MACHINE, port, ping(), HEADER_BYTES);
        return ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(OP_CODE_OFFSET) == OP_MSG;
    }

    private static byte[] ping() {
        byte[] document = document();
        ByteBuffer message = littleEndian(HEADER_BYTES + FLAGS_AND_KIND_BYTES + document.length);
        message.putInt(message.capacity()).putInt(1).putInt(0).putInt(OP_MSG);
        message.putInt(0).put((byte) 0).put(document);
        return message.array();
    }

    /** {@code {ping: 1, $db: "admin"}} in BSON. */
    private static byte[] document() {
        byte[] ping = "ping\0".getBytes(StandardCharsets.US_ASCII);
        byte[] key = "$db\0".getBytes(StandardCharsets.US_ASCII);
        byte[] admin = "admin\0".getBytes(StandardCharsets.US_ASCII);
        int size =
                Integer.BYTES + (1 + ping.length + Integer.BYTES) + (1 + key.length + Integer.BYTES + admin.length) + 1;
        ByteBuffer document = littleEndian(size).putInt(size);
        document.put(INT_32).put(ping).putInt(1);
        document.put(STRING).put(key).putInt(admin.length).put(admin);
        return document.put((byte) 0).array();
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
