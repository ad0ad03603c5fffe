package io.docket.eventstore.verify;

import io.docket.contracts.chain.ChainHead;
import io.docket.contracts.chain.Checkpoint;
import io.docket.contracts.chain.LoggedRecord;
import io.docket.contracts.chain.PublicKeys;
import io.docket.contracts.chain.SignedCheckpoint;
import io.docket.eventstore.verify.Fault.Kind;
import java.security.PublicKey;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The checkpoints of a partition, compared one after the other while the events go by. */
final class Seals {
    private final int partition;
    private final LogName name;
    private final PublicKeys keys;
    private final Iterator<LoggedRecord> records;
    private @Nullable Checkpoint waiting;
    private long waitingOffset;
    private long sealed;
    private long count;

    Seals(int partition, LogName name, PublicKeys keys, Iterator<LoggedRecord> records) {
        this.partition = partition;
        this.name = name;
        this.keys = keys;
        this.records = records;
    }

    /** Number of the last event that a checkpoint has confirmed. */
    long sealed() {
        return sealed;
    }

    /** Number of checkpoints that were right. */
    long count() {
        return count;
    }

    /** Compares every checkpoint that covers the events up to this head. */
    @Nullable
    Fault upTo(ChainHead head, @Nullable ChainedEvent last) {
        while (waiting != null || records.hasNext()) {
            if (waiting == null) {
                LoggedRecord next = records.next();
                Fault fault = read(next);
                if (fault != null) {
                    return fault;
                }
            }
            if (waiting.events() > head.number()) {
                return null;
            }
            Fault fault = compare(waiting, head, last);
            if (fault != null) {
                return fault;
            }
            sealed = waiting.events();
            count++;
            waiting = null;
        }
        return null;
    }

    /** Compares the rest, after the last event: none may cover more. */
    @Nullable
    Fault atEnd(ChainHead head, @Nullable ChainedEvent last) {
        Fault fault = upTo(head, last);
        if (fault != null || waiting == null) {
            return fault;
        }
        return new Fault(
                Kind.LOG_TRUNCATED,
                partition,
                last == null ? -1 : last.offset(),
                head.number(),
                last == null ? null : last.id(),
                last == null ? null : last.subject(),
                "the log ends with number " + head.number() + ", checkpoint " + waitingOffset + " covers "
                        + waiting.events());
    }

    private @Nullable Fault compare(Checkpoint checkpoint, ChainHead head, @Nullable ChainedEvent last) {
        if (checkpoint.events() < head.number()) {
            return atWaiting(checkpoint, Kind.CHECKPOINT_MISMATCH, "it stands after one that covers more events");
        }
        if (checkpoint.hash().equals(head.hex())) {
            return null;
        }
        String detail = "checkpoint " + waitingOffset + " does not confirm it: it, or any event since number "
                + (sealed + 1) + ", was rewritten";
        return last == null
                ? atWaiting(checkpoint, Kind.CHECKPOINT_MISMATCH, detail)
                : Fault.at(last, partition, head.number(), Kind.CHECKPOINT_MISMATCH, detail);
    }

    private @Nullable Fault read(LoggedRecord logged) {
        waitingOffset = logged.offset();
        SignedCheckpoint signed;
        try {
            byte[] value = logged.value();
            signed = SignedCheckpoint.of(value == null ? new byte[0] : value);
        } catch (IllegalArgumentException e) {
            return new Fault(Kind.CHECKPOINT_FORGED, partition, waitingOffset, 0, null, null, e.getMessage());
        }
        Checkpoint checkpoint = signed.checkpoint();
        PublicKey key = keys.find(signed.keyId());
        if (key == null) {
            return atWaiting(checkpoint, Kind.CHECKPOINT_UNKNOWN_KEY, "signed with key " + signed.keyId());
        }
        if (!signed.isSignedBy(key)) {
            return atWaiting(checkpoint, Kind.CHECKPOINT_FORGED, "wrong signature by key " + signed.keyId());
        }
        boolean ours = checkpoint.topic().equals(name.topic())
                && checkpoint.partition() == partition
                && (name.clusterId() == null || name.clusterId().equals(checkpoint.clusterId()));
        if (!ours) {
            return atWaiting(
                    checkpoint,
                    Kind.CHECKPOINT_MISMATCH,
                    "it is about " + checkpoint.topic() + "-" + checkpoint.partition() + " of cluster "
                            + checkpoint.clusterId());
        }
        waiting = checkpoint;
        return null;
    }

    private Fault atWaiting(Checkpoint checkpoint, Kind kind, String detail) {
        return new Fault(kind, partition, waitingOffset, checkpoint.events(), null, null, detail);
    }
}
