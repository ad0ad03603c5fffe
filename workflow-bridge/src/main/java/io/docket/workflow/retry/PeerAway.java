package io.docket.workflow.retry;

import org.jspecify.annotations.Nullable;

/** A peer that much of the bridge works with does not answer, or not now. {@link Outages} tells of it, and nobody else. */
public class PeerAway extends Unavailable {
    private final String peer;

    /**
     * A peer that is away.
     *
     * @param peer its name for logs and health: {@code engine}
     */
    public PeerAway(String peer, String detail, @Nullable Throwable cause) {
        super(detail, cause);
        this.peer = peer;
    }

    /** Name of the peer. */
    public String peer() {
        return peer;
    }
}
