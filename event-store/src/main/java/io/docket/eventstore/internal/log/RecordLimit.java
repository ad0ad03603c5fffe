package io.docket.eventstore.internal.log;

import io.docket.eventstore.StoreUnavailableException;
import java.util.function.IntSupplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How large a record may be: what the store allows and what the topics take. An operator may change the latter while it runs. */
public final class RecordLimit {
    private static final Logger LOG = LoggerFactory.getLogger(RecordLimit.class);

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

    /** Asks the topics, as they did not take a record; without an answer the limit is as before. */
    public void lookAgain() {
        int before = bytes;
        try {
            bytes = Math.min(allowed, topics.getAsInt());
            LOG.warn("event=record-refused-as-too-large limit={} before={}", bytes, before);
        } catch (KafkaException | StoreUnavailableException e) {
            LOG.warn("event=record-limit-not-known reason=\"{}\"", e.toString());
        }
    }
}
