package io.docket.workflow.schedule;

import io.docket.workflow.schedule.ScheduleMemory.Due;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Fires occurrences on time. The engine's timer of a schedule wakes the bridge ahead of each occurrence by the lead; the
 * last stretch is waited for here, so that many at one instant do not queue in the engine at that very instant. What was
 * waiting here when the bridge went down is found in the memory by the next one, which looks every second.
 */
public final class ScheduleClock implements AutoCloseable {
    /** How long before an occurrence the engine's timer wakes the bridge. */
    public static final Duration LEAD = Duration.ofSeconds(20);

    private static final Logger LOG = Logger.getLogger(ScheduleClock.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int MAX_EXPECTED = 20_000;
    private static final int MAX_BATCH = 125;

    private final ScheduleMemory memory;
    private final Firing firing;
    private final InstantSource clock;
    private final Semaphore seats;
    private final Set<Due> expected = ConcurrentHashMap.newKeySet();
    private final DelayQueue<Awaited> awaited = new DelayQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("schedules").factory());

    /**
     * A clock.
     *
     * @param batches groups of occurrences that are fired at once: what is due meanwhile is in the next one
     */
    public ScheduleClock(ScheduleMemory memory, Firing firing, InstantSource clock, int batches) {
        this.memory = memory;
        this.firing = firing;
        this.clock = clock;
        this.seats = new Semaphore(batches);
    }

    /** Looks after what is due from now on, and fires it. What is expected before waits for this. */
    public void start() {
        threads.execute(this::gather);
        ticks.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** When the engine's timer has to wake the bridge for an occurrence. */
    Instant wakeAt(Instant due) {
        Instant ahead = due.minus(LEAD);
        return ahead.isAfter(clock.instant()) ? ahead : clock.instant();
    }

    /** The occurrence is coming; if that is soon, it is waited for. */
    void expect(Due due) {
        Duration left = Duration.between(clock.instant(), due.at());
        if (left.compareTo(LEAD) > 0 || expected.size() >= MAX_EXPECTED || !expected.add(due)) {
            return;
        }
        awaited.add(new Awaited(due, clock));
    }

    private void look() {
        try {
            memory.dueUntil(clock.instant().plus(LEAD), MAX_EXPECTED).forEach(this::expect);
        } catch (RuntimeException e) {
            LOG.warnf("schedules are not looked after error=\"%s\"", e);
        }
    }

    private void gather() {
        try {
            while (true) {
                List<Awaited> batch = new ArrayList<>();
                batch.add(awaited.take());
                seats.acquire();
                awaited.drainTo(batch, MAX_BATCH - 1);
                threads.execute(() -> fire(batch.stream().map(Awaited::due).toList()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RejectedExecutionException e) {
            LOG.debug("stopped");
        }
    }

    private void fire(List<Due> due) {
        List<Due> next = List.of();
        try {
            next = firing.fire(memory.claim(due));
        } catch (RuntimeException e) {
            LOG.warnf("not fired yet occurrences=%d first=%s error=\"%s\"", due.size(), due.getFirst(), e);
        } finally {
            seats.release();
            due.forEach(expected::remove);
        }
        next.forEach(this::expect);
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        threads.shutdownNow();
    }

    private record Awaited(Due due, InstantSource clock) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(Duration.between(clock.instant(), due.at()));
        }

        @Override
        public int compareTo(Delayed other) {
            return other instanceof Awaited awaited
                    ? due.at().compareTo(awaited.due.at())
                    : Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
