package io.docket.projection.apply;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.position.Cursor;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Which log this is. Offsets mean something only within one log.
 *
 * @param clusterId id of the Kafka cluster
 * @param topicId id of the topic, new each time it is created
 */
public record LogIdentity(String clusterId, String topicId) {
    /** The number by which cursors name the log: made as that of live subscriptions, so that either takes the other's. */
    public int number() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(toString().getBytes(UTF_8));
            int number = ByteBuffer.wrap(hash).getInt();
            return number == Cursor.ANY_LOG ? 1 : number;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return clusterId + '/' + topicId;
    }
}
