package io.docket.eventstore.internal.writer;

import io.docket.eventstore.EventStoreConfig.Limits;
import io.docket.eventstore.internal.machine.Machine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/** The appends that wait for the writer of one partition: bounded in number and bytes, many producers, one consumer. */
final class AppendQueue {
    /** What became of an offer. */
    enum Offer {
        ACCEPTED,
        /** As many wait as may. */
        FULL,
        /** It does not fit beside what waits. */
        TOO_LARGE,
        CLOSED
    }

    private final Limits limits;
    private final Deque<PendingAppend> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Machine.Signal news;
    private final Runnable wakes;
    private final IntConsumer change;
    private boolean awaited;
    private boolean closed;
    private boolean woken;
    private long bytes;

    /**
     * @param limits how many may wait, and how many bytes; one append may be larger if it waits alone
     * @param wakes hears that an append wakes the consumer, before it is awake
     * @param change hears how many appends wait more than before, or fewer
     */
    AppendQueue(Limits limits, Machine machine, Runnable wakes, IntConsumer change) {
        this.wakes = wakes;
        this.limits = limits;
        this.change = change;
        this.news = machine.signal(lock);
    }

    Offer offer(PendingAppend append) {
        lock.lock();
        try {
            if (closed) {
                return Offer.CLOSED;
            }
            if (waiting.size() >= limits.queueCapacity()) {
                return Offer.FULL;
            }
            if (!waiting.isEmpty() && bytes + append.bytes() > limits.queueBytes()) {
                return Offer.TOO_LARGE;
            }
            waiting.add(append);
            bytes += append.bytes();
            if (awaited && waiting.size() == 1) {
                wakes.run();
            }
            news.give();
        } finally {
            lock.unlock();
        }
        change.accept(1);
        return Offer.ACCEPTED;
    }

    /** Takes what waits, at most so many. */
    List<PendingAppend> poll(int max) {
        List<PendingAppend> taken = new ArrayList<>();
        lock.lock();
        try {
            while (taken.size() < max && !waiting.isEmpty()) {
                PendingAppend next = waiting.poll();
                bytes -= next.bytes();
                taken.add(next);
            }
        } finally {
            lock.unlock();
        }
        change.accept(-taken.size());
        return taken;
    }

    /** Returns what was taken and not used to where it was; for the one consumer. */
    void putBack(List<PendingAppend> unused) {
        lock.lock();
        try {
            for (PendingAppend append : unused.reversed()) {
                waiting.addFirst(append);
                bytes += append.bytes();
            }
        } finally {
            lock.unlock();
        }
        change.accept(unused.size());
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until an append waits, somebody calls {@link #wake}, or the time is over. */
    void await(Duration atMost) {
        long nanos = atMost.toNanos();
        lock.lock();
        try {
            awaited = true;
            while (waiting.isEmpty() && !woken && nanos > 0) {
                nanos = news.awaitNanos(nanos);
            }
            woken = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            awaited = false;
            lock.unlock();
        }
    }

    void wake() {
        lock.lock();
        try {
            woken = true;
            news.give();
        } finally {
            lock.unlock();
        }
    }

    /** Takes everything that waits. */
    List<PendingAppend> drain() {
        return poll(Integer.MAX_VALUE);
    }

    /** Accepts nothing any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            woken = true;
            news.give();
        } finally {
            lock.unlock();
        }
    }
}
