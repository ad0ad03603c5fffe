package io.docket.eventstore.internal.log;

import io.docket.eventstore.StoreUnavailableException;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How large a record may be: what the store allows and what the topics take. An operator may change the latter while it runs. */
public final class RecordLimit {
    private static final Logger LOG = LoggerFactory.getLogger(RecordLimit.class);

    /** How long a topic may take to say what it takes: whoever asks has a transaction to write. */
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    private final int allowed;
    private final IntSupplier topics;
    private volatile int bytes;

    /**
     * @param allowed what the store allows, in bytes
     * @param taken what the topics took when they were last asked, in bytes
     * @param topics asks the topics
     */
    public RecordLimit(int allowed, int taken, IntSupplier topics) {
        this.allowed = allowed;
        this.topics = topics;
        this.bytes = Math.min(allowed, taken);
    }

    /** Bytes of the largest record, as far as it is known. */
    public int bytes() {
        return bytes;
    }

    /** Asks the topics, as they did not take records; without an answer the limit is as before. */
    public void lookAgain() {
        int before = bytes;
        try {
            bytes = Math.min(allowed, topics.getAsInt());
            if (bytes != before) {
                LOG.warn("event=record-limit-changed limit={} before={}", bytes, before);
            }
        } catch (KafkaException | StoreUnavailableException e) {
            LOG.warn("event=record-limit-not-known reason=\"{}\"", e.toString());
        }
    }
}
