package io.docket.eventstore.internal.chain;

import io.docket.contracts.chain.ChainHead;
import io.docket.contracts.chain.ChainLink;
import java.nio.ByteBuffer;

/**
 * How far a partition's chain has come, as its index keeps it.
 *
 * @param head the end of the chain
 * @param offset offset of the last event, -1 if there is none
 * @param sealed number of the last event that a checkpoint of this index's owner covers
 */
public record ChainState(ChainHead head, long offset, long sealed) {
    /** The state before the first event. */
    public static ChainState empty(String topic, int partition) {
        return new ChainState(ChainHead.genesis(topic, partition), -1, 0);
    }

    /** The state after one more event. */
    public ChainState after(ChainLink link, byte[] digest, long eventOffset) {
        return after(head.after(link, digest), eventOffset);
    }

    /** The state after one more event, with the head that is known already. */
    public ChainState after(ChainHead newHead, long eventOffset) {
        return new ChainState(newHead, eventOffset, sealed);
    }

    /** The state with a checkpoint over everything up to that event. */
    public ChainState sealedTo(long number) {
        return new ChainState(head, offset, number);
    }

    public byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(ChainHead.BYTES + 2 * Long.BYTES);
        head.write(bytes);
        return bytes.putLong(offset).putLong(sealed).array();
    }

    public static ChainState of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new ChainState(ChainHead.read(buffer), buffer.getLong(), buffer.getLong());
    }
}
