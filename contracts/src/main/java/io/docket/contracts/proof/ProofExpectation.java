package io.docket.contracts.proof;

import org.jspecify.annotations.Nullable;

/**
 * What an auditor knows from elsewhere, and the proof has to agree with.
 *
 * @param cluster id of the Kafka cluster; {@code null}: any
 * @param topic topic of the log; {@code null}: any
 * @param version version of the root that the proof has to reach; 0: any
 */
public record ProofExpectation(
        @Nullable String cluster, @Nullable String topic, long version) {
    /** Nothing in particular. */
    public static final ProofExpectation ANY = new ProofExpectation(null, null, 0);

    boolean isMetBy(ProofTitle title) {
        return (cluster == null || cluster.equals(title.cluster())) && (topic == null || topic.equals(title.topic()));
    }
}
