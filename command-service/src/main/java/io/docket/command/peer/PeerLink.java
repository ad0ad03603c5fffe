package io.docket.command.peer;

import io.docket.command.peer.v1.PeerGrpc;
import io.docket.command.submit.Bearer;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The connection to one other instance, and how much may be under way on it. */
final class PeerLink {
    private static final long KEEP_ALIVE_SECONDS = 30;
    private static final int MAX_MESSAGE_BYTES = 16 << 20;

    private final ManagedChannel channel;
    private final Semaphore room;

    PeerLink(String address, PeerSecurity security, int inFlight) {
        ManagedChannelBuilder<?> builder = Grpc.newChannelBuilder("dns:///" + address, security.credentials())
                .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                .maxInboundMessageSize(MAX_MESSAGE_BYTES);
        if (security.name() != null) {
            builder.overrideAuthority(security.name());
        }
        this.channel = builder.build();
        this.room = new Semaphore(inFlight);
    }

    PeerGrpc.PeerBlockingStub stub(Bearer bearer, Duration deadline) {
        return PeerGrpc.newBlockingStub(channel)
                .withCallCredentials(BearerMetadata.credentials(bearer))
                .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits for a turn; false if there is none in time. */
    boolean enter(Duration patience) {
        try {
            return room.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void leave() {
        room.release();
    }

    /** The next question connects at once, not after the pause that grows with every failure. */
    void connectAnew() {
        channel.resetConnectBackoff();
    }

    void close() {
        channel.shutdown();
    }
}
