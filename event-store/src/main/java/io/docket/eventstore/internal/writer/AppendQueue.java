package io.docket.eventstore.internal.writer;

import io.docket.eventstore.internal.machine.Machine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The appends that wait for the writer of one partition: bounded, many producers, one consumer. */
final class AppendQueue {
    /** What became of an offer. */
    enum Offer {
        ACCEPTED,
        FULL,
        CLOSED
    }

    private final int capacity;
    private final Deque<PendingAppend> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Machine.Signal news;
    private int wanted = 1;
    private boolean closed;
    private boolean woken;

    AppendQueue(int capacity, Machine machine) {
        this.capacity = capacity;
        this.news = machine.signal(lock);
    }

    Offer offer(PendingAppend append) {
        lock.lock();
        try {
            if (closed) {
                return Offer.CLOSED;
            }
            if (waiting.size() >= capacity) {
                return Offer.FULL;
            }
            waiting.add(append);
            if (waiting.size() >= wanted) {
                news.give();
            }
            return Offer.ACCEPTED;
        } finally {
            lock.unlock();
        }
    }

    /** Takes what waits, at most so many. */
    List<PendingAppend> poll(int max) {
        lock.lock();
        try {
            List<PendingAppend> taken = new ArrayList<>(Math.min(max, waiting.size()));
            while (taken.size() < max && !waiting.isEmpty()) {
                taken.add(waiting.poll());
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Returns what was taken and not used to where it was; for the one consumer. */
    void putBack(List<PendingAppend> unused) {
        lock.lock();
        try {
            unused.reversed().forEach(waiting::addFirst);
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until so many appends wait, somebody calls {@link #wake}, or the time is over. */
    void await(int appends, Duration atMost) {
        long nanos = atMost.toNanos();
        lock.lock();
        try {
            wanted = appends;
            while (waiting.size() < appends && !woken && nanos > 0) {
                nanos = news.awaitNanos(nanos);
            }
            woken = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            wanted = 1;
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
        lock.lock();
        try {
            List<PendingAppend> rest = List.copyOf(waiting);
            waiting.clear();
            return rest;
        } finally {
            lock.unlock();
        }
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
