package io.docket.eventstore.route.grpc;

import io.grpc.Channel;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The connection to one other instance, and how much may be under way on it. */
public final class Link {
    /** Bytes of one question or answer, at most. */
    static final int MAX_MESSAGE_BYTES = 16 << 20;

    private static final long KEEP_ALIVE_SECONDS = 30;

    private final ManagedChannel channel;
    private final Semaphore room;

    Link(String address, ChannelCredentials credentials, @Nullable String name, int inFlight) {
        ManagedChannelBuilder<?> builder = Grpc.newChannelBuilder("dns:///" + address, credentials)
                .intercept(new Departures())
                .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                .maxInboundMessageSize(MAX_MESSAGE_BYTES);
        if (name != null) {
            builder.overrideAuthority(name);
        }
        this.channel = builder.build();
        this.room = new Semaphore(inFlight);
    }

    /** For stubs; questions connect it when needed. */
    public Channel channel() {
        return channel;
    }

    /** Waits for a turn; false if there is none in time. */
    public boolean enter(Duration patience) {
        try {
            return room.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Gives the turn back. */
    public void leave() {
        room.release();
    }

    /** The next question connects at once, not after the pause that grows with every failure. */
    public void connectAnew() {
        channel.resetConnectBackoff();
    }

    void close() {
        channel.shutdown();
    }
}
