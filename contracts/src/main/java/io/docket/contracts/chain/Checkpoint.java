package io.docket.contracts.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What a checkpoint says about one partition.
 *
 * @param clusterId id of the Kafka cluster
 * @param topic name of the events topic
 * @param partition number of the partition
 * @param offset offset of the last event covered
 * @param events number of events covered: all from the first to that one
 * @param hash hash of the chain after the last event covered, lower case hex
 * @param at when it was made, milliseconds since 1970
 */
public record Checkpoint(
        String clusterId, String topic, int partition, long offset, long events, String hash, long at) {
    private static final String MAGIC = "docket.checkpoint.1";

    /** The bytes that are signed: every text with its length before it (2 bytes), numbers big-endian. */
    public byte[] canonical() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (String text : new String[] {MAGIC, clusterId, topic, hash}) {
                byte[] utf8 = text.getBytes(UTF_8);
                out.writeShort(utf8.length);
                out.write(utf8);
            }
            out.writeInt(partition);
            out.writeLong(offset);
            out.writeLong(events);
            out.writeLong(at);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
