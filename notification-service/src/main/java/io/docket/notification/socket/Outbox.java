package io.docket.notification.socket;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a connection was given and has not taken yet, bounded in frames and characters. Events ask for room first; answers
 * to the client's own frames are always sent, as the rate limit bounds them. Once room was refused, {@code onRoom} runs
 * when half of it is free again.
 */
public final class Outbox {
    private final Wire wire;
    private final Limits limits;
    private final Runnable onRoom;
    private int frames;
    private long chars;
    private boolean refused;
    private long takenFrames;
    private long takenChars;
    private long markFrames;
    private long markChars;
    private long markNanos;

    /**
     * The outbox of a connection.
     *
     * @param onRoom runs on a thread of the connection; must not block or take locks
     * @param nanos the time, as {@link System#nanoTime}
     */
    public Outbox(Wire wire, Limits limits, Runnable onRoom, long nanos) {
        this.wire = wire;
        this.limits = limits;
        this.onRoom = onRoom;
        this.markNanos = nanos;
    }

    /** True if there is room for another event; else {@code onRoom} will run. */
    public synchronized boolean hasRoom() {
        boolean room = frames < limits.maxFrames() && chars < limits.maxChars();
        refused |= !room;
        return room;
    }

    /** Sends the frame after all that were sent before. */
    public synchronized void send(String frame) {
        int length = frame.length();
        frames++;
        chars += length;
        wire.send(frame, () -> taken(length));
    }

    /** True if frames wait and the client took fewer than it must in the time it has. */
    public synchronized boolean isStuck(long nanos) {
        boolean progress = frames == 0
                || takenFrames - markFrames >= limits.minFrames()
                || takenChars - markChars >= limits.minChars();
        if (progress) {
            markFrames = takenFrames;
            markChars = takenChars;
            markNanos = nanos;
            return false;
        }
        return nanos - markNanos >= limits.within().toNanos();
    }

    /** Frames that the client has not taken. */
    public synchronized int waiting() {
        return frames;
    }

    private void taken(int length) {
        Runnable wake = null;
        synchronized (this) {
            frames--;
            chars -= length;
            takenFrames++;
            takenChars += length;
            if (refused && frames <= limits.maxFrames() / 2 && chars <= limits.maxChars() / 2) {
                refused = false;
                wake = onRoom;
            }
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
     * @param maxChars characters that may wait; one frame may go beyond it
     * @param minFrames frames that a client takes at least in {@code within} while some wait, or
     * @param minChars characters that it takes at least, or all that waits
     * @param within time for that
     */
    public record Limits(int maxFrames, long maxChars, int minFrames, long minChars, Duration within) {}
}
