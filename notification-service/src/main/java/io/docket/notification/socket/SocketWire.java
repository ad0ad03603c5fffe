package io.docket.notification.socket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A connection of WebSockets Next. Frames are written to its channel, all of one call in one go; pings and the closing
 * handshake are left to Vert.x. Frames count as taken when the socket took them.
 */
final class SocketWire implements Wire {
    private final WebSocketConnection connection;
    private final Channel channel;
    private final Duration closeWithin;

    /**
     * The wire of a connection.
     *
     * @param closeWithin longest wait for a client to take what was sent and to answer the closing handshake
     */
    SocketWire(WebSocketConnection connection, Channel channel, Duration closeWithin) {
        this.connection = connection;
        this.channel = channel;
        this.closeWithin = closeWithin;
    }

    @Override
    public void send(List<Frame> frames, Runnable done) {
        EventLoop loop = channel.eventLoop();
        if (loop.inEventLoop()) {
            write(frames, done);
            return;
        }
        try {
            loop.execute(() -> write(frames, done));
        } catch (RejectedExecutionException stopped) {
            done.run();
        }
    }

    @Override
    public void ping() {
        connection.sendPing(Buffer.buffer()).subscribe().with(sent -> {}, failure -> {});
    }

    @Override
    public void close(CloseCode code, String reason) {
        channel.eventLoop().execute(() -> {
            connection.close(new CloseReason(code.code(), reason)).subscribe().with(closed -> {}, failure -> {});
            channel.eventLoop().schedule(this::cut, closeWithin.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    /** Ends the connection below Vert.x, which leaves one that is being closed to its client. */
    private void cut() {
        channel.unsafe().close(channel.voidPromise());
    }

    private void write(List<Frame> frames, Runnable done) {
        int size = frames.stream().mapToInt(Frame::size).sum();
        ByteBuf bytes = channel.alloc().directBuffer(size);
        frames.forEach(frame -> bytes.writeBytes(frame.bytes()));
        channel.writeAndFlush(bytes).addListener(sent -> done.run());
    }
}
