package io.docket.notification.swarm;

import java.nio.ByteBuffer;

/** What happens on a connection; called by the thread of the swarm. */
public interface PeerListener {
    /** The server took the handshake. */
    default void opened(Peer peer) {}

    /** A text frame; the bytes are only valid during the call. */
    void text(Peer peer, ByteBuffer text);

    /**
     * The connection is gone, or was refused.
     *
     * @param code close code of the server, 1006 if it gave none
     * @param reason its reason, or the status line of its refusal
     */
    void closed(Peer peer, int code, String reason);
}
