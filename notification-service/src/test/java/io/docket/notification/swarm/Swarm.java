package io.docket.notification.swarm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Many connections on one thread, each of a few hundred bytes. */
public final class Swarm implements AutoCloseable {
    /** Longest frame that can be read, in bytes. */
    private static final int BUFFER_BYTES = 1 << 20;

    private static final int MAX_WAIT_MILLIS = 100;

    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timed> timed = new PriorityQueue<>();
    private final Thread thread;
    private volatile boolean stopped;

    private record Timed(long nanos, Runnable task) implements Comparable<Timed> {
        @Override
        public int compareTo(Timed other) {
            return Long.compare(nanos - other.nanos, 0);
        }
    }

    public Swarm() throws IOException {
        selector = Selector.open();
        thread = Thread.ofPlatform().name("swarm").daemon().start(this::loop);
    }

    /** Runs the task on the thread of the swarm. */
    public void run(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** Runs the task on the thread of the swarm and waits for it. */
    public void runAndWait(Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        run(() -> {
            try {
                task.run();
                done.complete(null);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        done.join();
    }

    /** Runs the task later; to be called on the thread of the swarm. */
    public void later(Duration delay, Runnable task) {
        timed.add(new Timed(System.nanoTime() + delay.toNanos(), task));
    }

    /** Opens a connection; to be called on the thread of the swarm. */
    public Peer connect(URI address, Map<String, String> headers, PeerListener listener) {
        return connect(address, headers, listener, 0);
    }

    /** As above, with a socket that holds about so many bytes that are not read. */
    public Peer connect(URI address, Map<String, String> headers, PeerListener listener, int receiveBuffer) {
        try {
            Peer peer = new Peer(listener, receiveBuffer);
            peer.connect(address, headers, peer.channel().register(selector, SelectionKey.OP_CONNECT, peer));
            return peer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stopped = true;
        selector.wakeup();
        try {
            thread.join(Duration.ofSeconds(10));
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        while (!stopped) {
            try {
                long next = timed.isEmpty()
                        ? MAX_WAIT_MILLIS
                        : Math.clamp((timed.peek().nanos - System.nanoTime()) / 1_000_000, 0, MAX_WAIT_MILLIS);
                selector.select(
                        key -> ((Peer) key.attachment()).ready(buffer),
                        next == 0 && tasks.isEmpty() ? 1 : Math.max(1, next));
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
                while (!timed.isEmpty() && timed.peek().nanos - System.nanoTime() <= 0) {
                    timed.remove().task.run();
                }
            } catch (IOException | RuntimeException e) {
                e.printStackTrace();
            }
        }
    }
}
