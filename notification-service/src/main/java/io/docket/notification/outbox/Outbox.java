package io.docket.notification.outbox;

import io.docket.notification.live.LiveConfig;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a connection was given and has not taken yet, bounded in frames and bytes. Events ask for room first; answers to the
 * client's own frames are always sent, as the rate limit bounds them. Frames go out some at a time, so that a write
 * costs little a frame and what a slow client takes is seen early. Once room was refused, {@code onRoom} runs when half of it
 * is free again.
 *
 * @param <F> the frames
 */
public final class Outbox<F extends Sized> {
    /** Most frames of one write. */
    public static final int WRITE_FRAMES = 64;
    /** Bytes after which a write takes no further frame. */
    public static final int WRITE_BYTES = 32 * 1024;

    private final Outlet<F> outlet;
    private final Limits limits;
    private final Runnable onRoom;
    private final ArrayDeque<F> queue = new ArrayDeque<>(0);
    private int queuedBytes;
    private int writtenFrames;
    private int writtenBytes;
    private boolean refused;
    private boolean closed;
    private long takenFrames;
    private long takenBytes;
    private long markFrames;
    private long markBytes;
    private long markNanos;

    /**
     * The outbox of a connection.
     *
     * @param onRoom runs on a thread of the connection; must not block or take locks
     * @param nanos the time, as {@link System#nanoTime}
     */
    public Outbox(Outlet<F> outlet, Limits limits, Runnable onRoom, long nanos) {
        this.outlet = outlet;
        this.limits = limits;
        this.onRoom = onRoom;
        this.markNanos = nanos;
    }

    /** True if there is room for another event; else {@code onRoom} will run. */
    public synchronized boolean hasRoom() {
        boolean room = queue.size() + writtenFrames < limits.maxFrames()
                && (long) queuedBytes + writtenBytes < limits.maxBytes();
        refused |= !room;
        return room;
    }

    /** Sends the frame after all that were sent before. */
    public synchronized void send(F frame) {
        add(frame);
        flush();
    }

    /** Keeps the frame until {@link #flush}, or until there are enough for a write. */
    public synchronized void add(F frame) {
        if (closed) {
            return;
        }
        queue.add(frame);
        queuedBytes += frame.size();
        if (queue.size() >= WRITE_FRAMES || queuedBytes >= WRITE_BYTES) {
            flush();
        }
    }

    /** Sends what was kept, as soon as what was handed over before is taken. */
    public synchronized void flush() {
        if (writtenFrames > 0 || queue.isEmpty() || closed) {
            return;
        }
        List<F> frames = new ArrayList<>(Math.min(queue.size(), WRITE_FRAMES));
        int bytes = 0;
        while (!queue.isEmpty() && frames.size() < WRITE_FRAMES && bytes < WRITE_BYTES) {
            F frame = queue.remove();
            frames.add(frame);
            bytes += frame.size();
        }
        queuedBytes -= bytes;
        writtenFrames = frames.size();
        writtenBytes = bytes;
        outlet.send(frames, this::taken);
    }

    /** Hands over all that waits, as the last cursor covers it, and then runs {@code end}; nothing is sent after that. */
    public synchronized void close(Runnable end) {
        if (!queue.isEmpty()) {
            writtenFrames += queue.size();
            writtenBytes += queuedBytes;
            List<F> rest = new ArrayList<>(queue);
            queue.clear();
            queuedBytes = 0;
            outlet.send(rest, this::taken);
        }
        closed = true;
        end.run();
    }

    /** True if frames wait and the client took fewer than it must in the time it has. */
    public synchronized boolean isStuck(long nanos) {
        boolean progress = waiting() == 0
                || takenFrames - markFrames >= limits.minFrames()
                || takenBytes - markBytes >= limits.minBytes();
        if (progress) {
            markFrames = takenFrames;
            markBytes = takenBytes;
            markNanos = nanos;
            return false;
        }
        return nanos - markNanos >= limits.within().toNanos();
    }

    /** Frames that the client has not taken. */
    public synchronized int waiting() {
        return queue.size() + writtenFrames;
    }

    private void taken() {
        Runnable wake = null;
        synchronized (this) {
            takenFrames += writtenFrames;
            takenBytes += writtenBytes;
            writtenFrames = 0;
            writtenBytes = 0;
            if (refused && queue.size() <= limits.maxFrames() / 2 && queuedBytes <= limits.maxBytes() / 2) {
                refused = false;
                wake = onRoom;
            }
            flush();
        }
        run(wake);
    }

    private static void run(@Nullable Runnable wake) {
        if (wake != null) {
            wake.run();
        }
    }

    /**
     * How much waits at most, and how much a client must take.
     *
     * @param maxFrames frames that may wait
     * @param maxBytes bytes that may wait; one frame may go beyond it
     * @param minFrames frames that a client takes at least in {@code within} while some wait, or
     * @param minBytes bytes that it takes at least, or all that waits
     * @param within time for that
     */
    public record Limits(int maxFrames, long maxBytes, int minFrames, long minBytes, Duration within) {
        /** The limits that are set for every connection. */
        public static Limits of(LiveConfig config) {
            return new Limits(
                    config.outboxFrames(),
                    config.outboxBytes(),
                    config.minFramesTaken(),
                    config.minBytesTaken(),
                    config.stuckAfter());
        }
    }
}
