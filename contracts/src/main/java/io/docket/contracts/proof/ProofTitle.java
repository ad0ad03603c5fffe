package io.docket.contracts.proof;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;

/**
 * What a proof says of itself, before what it proves.
 *
 * @param format version of the format
 * @param subject the root that it is about, {@code <entity>/<id>}
 * @param tenant owner of the root
 * @param cluster id of the Kafka cluster that the log was written in
 * @param topic topic of the log
 * @param partition partition of the root
 * @param madeAt when the proof was made
 */
@JsonPropertyOrder({"format", "subject", "tenant", "cluster", "topic", "partition", "madeAt"})
public record ProofTitle(
        String format, String subject, String tenant, String cluster, String topic, int partition, Instant madeAt) {
    /** The format that is written. */
    public static final String FORMAT = "docket.proof.1";

    @SuppressWarnings("ConstantValue") // what JSON leaves out is null whatever the type says
    boolean isComplete() {
        return FORMAT.equals(format)
                && subject != null
                && tenant != null
                && cluster != null
                && topic != null
                && partition >= 0
                && madeAt != null;
    }
}
