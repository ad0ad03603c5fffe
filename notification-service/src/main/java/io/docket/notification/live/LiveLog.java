package io.docket.notification.live;

import io.docket.contracts.position.Position;
import io.docket.kit.filter.Filter;
import io.docket.notification.filter.Access;
import io.docket.notification.filter.FilterIndex;
import io.docket.notification.live.Subscription.Phase;
import io.docket.notification.log.LoggedEvent;
import io.docket.notification.log.Offsets;
import io.docket.notification.log.Tail;
import io.docket.notification.log.TailEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The shared tail of the log and who follows it. One thread appends; each event is offered to the followers whose filter
 * may match, found through the index. A follower without room falls behind at exactly that event.
 */
public final class LiveLog {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition advanced = lock.newCondition();
    private final Tail tail;
    private final FilterIndex<Subscription> followers = new FilterIndex<>();
    private final List<Subscription> fallen = new ArrayList<>();
    private final List<Subscription> touched = new ArrayList<>();
    private final LongAdder subscriptions = new LongAdder();
    private final LongAdder candidates = new LongAdder();
    private final LongAdder matches = new LongAdder();
    private final LongAdder falls = new LongAdder();

    public LiveLog(Tail tail) {
        this.tail = tail;
    }

    /** Says where the log begins. */
    public void begin(Offsets place) {
        lock.lock();
        try {
            tail.begin(place);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes in the next events of the log; ones that were taken in before are ignored.
     *
     * @throws io.docket.notification.facts.FactsUnavailableException if it cannot be told whom they concern; none was taken in
     */
    public void append(List<LoggedEvent> events) {
        lock.lock();
        try {
            if (followers.size() > 0) {
                events.forEach(LoggedEvent::facts);
            }
            for (LoggedEvent event : events) {
                Offsets before = tail.end();
                tail.append(event).ifPresent(entry -> dispatch(entry, before));
            }
            for (Subscription subscription : touched) {
                subscription.touched = false;
                subscription.sink().flush();
            }
            touched.clear();
            advanced.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The place after the newest event. */
    public Offsets end() {
        lock.lock();
        try {
            return tail.end();
        } finally {
            lock.unlock();
        }
    }

    /** The next offset that is expected in the partition. */
    public long next(int partition) {
        lock.lock();
        try {
            return tail.next(partition);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the event at the position was taken in; false if that took too long. */
    public boolean await(Position position, Duration atMost) throws InterruptedException {
        long remaining = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (tail.next(position.partition()) <= position.offset()) {
                if (remaining <= 0) {
                    return false;
                }
                remaining = advanced.awaitNanos(remaining);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Events in the tail. */
    public int tailSize() {
        lock.lock();
        try {
            return tail.size();
        } finally {
            lock.unlock();
        }
    }

    /** Subscriptions that get each event as it arrives. */
    public int followers() {
        lock.lock();
        try {
            return followers.size();
        } finally {
            lock.unlock();
        }
    }

    /** Subscriptions that have begun and not ended. */
    public long subscriptions() {
        return subscriptions.sum();
    }

    /** How often the index named a follower for an event. */
    public long candidates() {
        return candidates.sum();
    }

    /** How often such a follower wanted the event. */
    public long matches() {
        return matches.sum();
    }

    /** How often it had no room and fell behind. */
    public long falls() {
        return falls.sum();
    }

    /** A new subscription, not begun yet. */
    Subscription open(Filter filter, Access access, Sink sink, DeliveryMeter meter) {
        subscriptions.increment();
        return new Subscription(filter, access, sink, meter);
    }

    void startNow(Subscription subscription) {
        lock.lock();
        try {
            if (subscription.phase() == Phase.STARTING) {
                subscription.start(tail.end(), false);
                follow(subscription);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Starts at the place; false, and nothing done, if the tail cannot tell whether that place is in the log. */
    boolean startInTail(Subscription subscription, Offsets place) {
        lock.lock();
        try {
            if (!tail.reaches(place) || !tail.end().covers(place)) {
                return false;
            }
            start(subscription, place, true);
            return true;
        } finally {
            lock.unlock();
        }
    }

    void start(Subscription subscription, Offsets place, boolean recovered) {
        lock.lock();
        try {
            if (subscription.phase() == Phase.STARTING) {
                subscription.start(place, recovered);
                subscription.enter(Phase.BEHIND);
            }
        } finally {
            lock.unlock();
        }
    }

    /** What a subscription that is behind finds in the tail. Goes back to following if that is nothing. */
    Pull pull(Subscription subscription, int max) {
        lock.lock();
        try {
            if (subscription.phase() != Phase.BEHIND) {
                return new Pull.Done();
            }
            if (!tail.reaches(subscription.position())) {
                return new Pull.Gone(tail.end());
            }
            List<TailEntry> entries = tail.from(subscription.position(), max);
            if (entries.isEmpty()) {
                subscription.position().advance(tail.end());
                follow(subscription);
                return new Pull.Done();
            }
            return new Pull.Entries(entries);
        } finally {
            lock.unlock();
        }
    }

    /** True if the caller is to give the subscription a turn; it is owed one more if a turn is running. */
    boolean claimTurn(Subscription subscription) {
        lock.lock();
        try {
            if (subscription.phase() != Phase.BEHIND) {
                return false;
            }
            if (subscription.turning) {
                subscription.again = true;
                return false;
            }
            subscription.turning = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Ends a turn; true if the next one is due at once. */
    boolean endTurn(Subscription subscription, boolean more) {
        lock.lock();
        try {
            boolean due = subscription.phase() == Phase.BEHIND && (more || subscription.again);
            subscription.again = false;
            subscription.turning = due;
            return due;
        } finally {
            lock.unlock();
        }
    }

    void end(Subscription subscription) {
        lock.lock();
        try {
            if (subscription.phase() == Phase.FOLLOWING) {
                followers.remove(subscription.filter(), subscription);
            }
            if (subscription.phase() != Phase.ENDED) {
                subscriptions.decrement();
                subscription.enter(Phase.ENDED);
            }
        } finally {
            lock.unlock();
        }
    }

    private void follow(Subscription subscription) {
        followers.add(subscription.filter(), subscription);
        subscription.enter(Phase.FOLLOWING);
    }

    private void dispatch(TailEntry entry, Offsets before) {
        followers.candidates(entry.event(), subscription -> {
            candidates.increment();
            switch (subscription.offer(entry)) {
                case GIVEN -> {
                    matches.increment();
                    touch(subscription);
                }
                case NO_ROOM -> {
                    matches.increment();
                    fallen.add(subscription);
                }
                case SKIPPED -> {}
            }
        });
        for (Subscription subscription : fallen) {
            if (subscription.phase() == Phase.FOLLOWING) {
                falls.increment();
                followers.remove(subscription.filter(), subscription);
                subscription.position().advance(before);
                subscription.enter(Phase.BEHIND);
            }
        }
        fallen.clear();
    }

    private void touch(Subscription subscription) {
        if (!subscription.touched) {
            subscription.touched = true;
            touched.add(subscription);
        }
    }

    /** What a subscription that is behind finds in the tail. */
    sealed interface Pull {
        /** These events come next. */
        record Entries(List<TailEntry> entries) implements Pull {}

        /** What comes next is no longer in the tail; {@code end} is how far the log may be read instead. */
        record Gone(Offsets end) implements Pull {}

        /** Nothing is left to be pulled. */
        record Done() implements Pull {}
    }
}
