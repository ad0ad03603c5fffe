package io.docket.eventstore.internal.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.chain.Checkpoint;
import io.docket.contracts.chain.SignedCheckpoint;
import org.apache.kafka.clients.producer.ProducerRecord;

/** How a checkpoint lies in its topic: in the partition of its events, under the name of theirs. */
public final class CheckpointRecord {
    private CheckpointRecord() {}

    /** The record for the topic of checkpoints. */
    public static ProducerRecord<byte[], byte[]> of(SignedCheckpoint signed, String topic) {
        Checkpoint checkpoint = signed.checkpoint();
        byte[] key = (checkpoint.topic() + "-" + checkpoint.partition()).getBytes(UTF_8);
        return new ProducerRecord<>(topic, checkpoint.partition(), checkpoint.at(), key, signed.json());
    }
}
