package io.docket.eventstore.faults.proxy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.stream.Collectors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.RequestHeader;

/**
 * One request or answer of Kafka's protocol, without the length that precedes it on the wire.
 *
 * @param bytes a request begins with its api key (2 bytes)
 */
record Frame(byte[] bytes) {
    private static final int MAX_BYTES = 64 << 20;

    static Frame read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MAX_BYTES) {
            throw new IOException("frame of " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new Frame(bytes);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }

    short apiKey() {
        return ByteBuffer.wrap(bytes).getShort();
    }

    /** The errors in the answer to this request. */
    String errorsIn(Frame answer) {
        RequestHeader header = RequestHeader.parse(ByteBuffer.wrap(bytes));
        return AbstractResponse.parseResponse(ByteBuffer.wrap(answer.bytes), header).errorCounts().keySet().stream()
                .map(Enum::name)
                .sorted()
                .collect(Collectors.joining("+"));
    }
}
