package io.docket.zeebe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The records that the broker handed over and Kafka has not acknowledged, in the order of the log. Bounded in number and
 * bytes: a full window is how the exporter tells the broker to come back later. Thread-safe.
 *
 * <pre>
 *   offer ──> unsent ── next ──> sent ── acknowledge ──> gone, and the position moves
 *               ^                  │
 *               └───── rewind ─────┘
 * </pre>
 */
final class DeliveryWindow {
    private final int maxRecords;
    private final int maxBytes;
    private final Deque<Delivery> unacknowledged = new ArrayDeque<>();
    private final Deque<Delivery> unsent = new ArrayDeque<>();
    private long bytes;

    DeliveryWindow(int maxRecords, int maxBytes) {
        this.maxRecords = maxRecords;
        this.maxBytes = maxBytes;
    }

    /** Takes the record in; false if the window is full. A record larger than the window is taken when it is empty. */
    synchronized boolean offer(Delivery delivery) {
        boolean full = unacknowledged.size() >= maxRecords || bytes + delivery.json().length > maxBytes;
        if (full && !unacknowledged.isEmpty()) {
            return false;
        }
        unacknowledged.addLast(delivery);
        unsent.addLast(delivery);
        bytes += delivery.json().length;
        notifyAll();
        return true;
    }

    /** Passes a record that stays in the broker. Returns the position that the log is done with, if it moves at once. */
    synchronized OptionalLong skip(long position) {
        Delivery last = unacknowledged.peekLast();
        if (last == null) {
            return OptionalLong.of(position);
        }
        last.coverUpTo(position);
        return OptionalLong.empty();
    }

    /** The next record to send, {@code null} if there is none within the time. */
    synchronized @Nullable Delivery next(long timeoutMillis) throws InterruptedException {
        if (unsent.isEmpty()) {
            TimeUnit.MILLISECONDS.timedWait(this, timeoutMillis);
        }
        return unsent.pollFirst();
    }

    /** Kafka has the record. Returns the position that the log is done with, if it moves. */
    synchronized OptionalLong acknowledge(Delivery delivery) {
        delivery.acknowledge();
        OptionalLong done = OptionalLong.empty();
        for (Delivery first = unacknowledged.peekFirst();
                first != null && first.isAcknowledged();
                first = unacknowledged.peekFirst()) {
            unacknowledged.removeFirst();
            bytes -= first.json().length;
            done = OptionalLong.of(first.position());
        }
        notifyAll();
        return done;
    }

    /** Everything that is not acknowledged is to be sent again, in order. */
    synchronized void rewind() {
        unsent.clear();
        unsent.addAll(unacknowledged);
        unsent.removeIf(Delivery::isAcknowledged);
    }

    /** Waits until nothing is on its way, at most this long. */
    synchronized void awaitEmpty(long timeoutMillis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        for (long left = deadline - System.nanoTime();
                left > 0 && !unacknowledged.isEmpty();
                left = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
        }
    }
}
