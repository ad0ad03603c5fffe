package io.docket.contracts.proof;

import io.docket.contracts.chain.ChainHead;
import io.docket.contracts.chain.Checkpoint;
import io.docket.contracts.chain.PublicKeys;
import io.docket.contracts.chain.SignedCheckpoint;
import io.docket.contracts.proof.ProofFault.Check;
import java.security.PublicKey;

/** Whether a checkpoint is true, and seals the chain up to a head. */
record Seal(ProofTitle title, PublicKeys keys) {
    void verify(SignedCheckpoint signed, ChainHead head) throws BrokenProof {
        Checkpoint checkpoint = signed.checkpoint();
        PublicKey key = keys.find(signed.keyId());
        if (key == null) {
            throw broken(Check.CHECKPOINT_UNKNOWN_KEY, checkpoint, "it is signed with key " + signed.keyId());
        }
        if (!signed.isSignedBy(key)) {
            throw broken(Check.CHECKPOINT_FORGED, checkpoint, "wrong signature by key " + signed.keyId());
        }
        boolean ours = checkpoint.clusterId().equals(title.cluster())
                && checkpoint.topic().equals(title.topic())
                && checkpoint.partition() == title.partition();
        if (!ours) {
            throw broken(
                    Check.OTHER_LOG,
                    checkpoint,
                    "it is about " + checkpoint.topic() + "-" + checkpoint.partition() + " of cluster "
                            + checkpoint.clusterId());
        }
        if (checkpoint.events() > head.number()) {
            throw BrokenProof.at(
                    Check.EVENT_REMOVED,
                    head.number() + 1,
                    "the links end with number " + head.number() + ", the checkpoint covers " + checkpoint.events());
        }
        if (checkpoint.events() < head.number() || !checkpoint.hash().equals(head.hex())) {
            throw broken(
                    Check.CHECKPOINT_MISMATCH,
                    checkpoint,
                    "it does not confirm the links up to number " + head.number() + ": they were rewritten");
        }
    }

    private static BrokenProof broken(Check check, Checkpoint checkpoint, String detail) {
        return BrokenProof.at(
                check, checkpoint.events(), "the checkpoint over " + checkpoint.events() + " events: " + detail);
    }
}
