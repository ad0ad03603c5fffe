package io.docket.eventstore.axon;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.common.lock.LockFactory;

/**
 * One command at a time on each aggregate, the others wait, but not for ever. Axon's own locks search every lock that
 * is held anywhere for a circle each time a command has to wait, which under load costs more than the command; here a
 * circle ends when the wait does.
 */
final class AggregateLocks implements LockFactory {
    private final Map<String, Held> locks = new ConcurrentHashMap<>();
    private final Duration patience;

    /**
     * @param patience how long a command waits for the ones before it on the same aggregate
     */
    AggregateLocks(Duration patience) {
        this.patience = patience;
    }

    @Override
    public Lock obtainLock(String identifier) {
        Held held = locks.compute(identifier, (id, current) -> {
            Held next = current == null ? new Held(id) : current;
            next.users++;
            return next;
        });
        if (!held.acquire()) {
            held.forget();
            throw new LockAcquisitionFailedException(
                    "aggregate " + identifier + " is busy with other commands since " + patience);
        }
        return held;
    }

    /** Number of aggregates that are locked or waited for. */
    int size() {
        return locks.size();
    }

    /** A lock while somebody holds it or waits for it; the count of those changes under the map's own lock alone. */
    private final class Held implements Lock {
        private final String identifier;
        private final ReentrantLock lock = new ReentrantLock();
        private int users;

        Held(String identifier) {
            this.identifier = identifier;
        }

        boolean acquire() {
            try {
                return lock.tryLock() || lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        void forget() {
            locks.computeIfPresent(identifier, (id, same) -> --users == 0 ? null : same);
        }

        @Override
        public void release() {
            lock.unlock();
            forget();
        }

        @Override
        public boolean isHeld() {
            return lock.isHeldByCurrentThread();
        }
    }
}
