package io.docket.eventstore.internal.checkpoint;

import io.docket.contracts.chain.Checkpoint;
import io.docket.contracts.chain.SignedCheckpoint;
import io.docket.eventstore.EventStoreConfig.Signing;
import io.docket.eventstore.internal.chain.ChainState;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * When the writer of a partition owes a checkpoint, and the checkpoint. It is always about what is committed, so it can
 * travel in any later transaction of the same writer. Used by the writer's thread alone.
 */
public final class CheckpointPlan {
    private final int partition;
    private final String clusterId;
    private final String topic;
    private final Signing signing;
    private final @Nullable CheckpointSigner signer;
    private final InstantSource clock;
    private long sealed;
    private long dueAtMillis;

    /**
     * @param signer {@code null}: no checkpoint is ever due
     */
    public CheckpointPlan(
            int partition,
            String clusterId,
            String topic,
            Signing signing,
            @Nullable CheckpointSigner signer,
            InstantSource clock) {
        this.partition = partition;
        this.clusterId = clusterId;
        this.topic = topic;
        this.signing = signing;
        this.signer = signer;
        this.clock = clock;
        this.dueAtMillis = later();
    }

    /**
     * The checkpoint that is due: if there are new events, and enough of them or enough time since the last checkpoint.
     * It stays due until the chain is sealed, so that a transaction that fails costs no checkpoint.
     *
     * @param last whether nothing more will be written: then any new event is enough
     */
    public @Nullable SignedCheckpoint due(ChainState chain, boolean last) {
        if (chain.sealed() != sealed) {
            sealed = chain.sealed();
            dueAtMillis = later();
        }
        long unsealed = chain.head().number() - sealed;
        boolean due = last || unsealed >= signing.everyEvents() || clock.millis() >= dueAtMillis;
        return signer == null || unsealed == 0 || !due ? null : signer.sign(checkpoint(chain));
    }

    private Checkpoint checkpoint(ChainState chain) {
        return new Checkpoint(
                clusterId,
                topic,
                partition,
                chain.offset(),
                chain.head().number(),
                chain.head().hex(),
                clock.millis());
    }

    private long later() {
        return clock.millis() + signing.every().toMillis();
    }
}
