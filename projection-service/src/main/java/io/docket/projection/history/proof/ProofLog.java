package io.docket.projection.history.proof;

import io.docket.contracts.chain.LoggedRecord;
import io.docket.contracts.chain.SignedCheckpoint;
import java.util.Iterator;

/** The log and its checkpoints, as they are read for a proof. */
public interface ProofLog {
    /** Which log this is. */
    Name name();

    /** Opens a partition for one reader. */
    Partition open(int partition);

    /**
     * Which log this is.
     *
     * @param cluster id of the Kafka cluster
     * @param topic name of the topic
     */
    record Name(String cluster, String topic) {}

    /** A partition; every iterator of it is used up before the next one begins. */
    interface Partition extends AutoCloseable {
        /** Offset of the oldest record that the log still holds. */
        long beginning();

        /** The checkpoints that cover the offset or more, in their order; what is none is left out. */
        Iterator<SignedCheckpoint> checkpointsOver(long offset);

        /** The records from one offset to another, both included; the last one is there. */
        Iterator<LoggedRecord> records(long from, long to);

        @Override
        void close();
    }
}
