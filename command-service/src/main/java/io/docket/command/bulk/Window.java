package io.docket.command.bulk;

import java.util.concurrent.Semaphore;

/** Room for the commands of one request: a number of them, and their bytes. */
final class Window {
    private final Semaphore commands;
    private final Semaphore bytes;
    private final int maxBytes;

    Window(BulkLimits limits) {
        this.commands = new Semaphore(limits.inFlight());
        this.bytes = new Semaphore(limits.bytesInFlight());
        this.maxBytes = limits.bytesInFlight();
    }

    /** Waits for room. */
    void enter(BulkItem item) throws InterruptedException {
        commands.acquire();
        bytes.acquire(weight(item));
    }

    /** Gives the room back. */
    void leave(BulkItem item) {
        bytes.release(weight(item));
        commands.release();
    }

    private int weight(BulkItem item) {
        return Math.min(item.bytes(), maxBytes);
    }
}
