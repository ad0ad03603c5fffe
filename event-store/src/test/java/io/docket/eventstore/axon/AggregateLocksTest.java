package io.docket.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.junit.jupiter.api.Test;

class AggregateLocksTest {
    private static final int COMMANDS = 1_000;

    private final AggregateLocks locks = new AggregateLocks(Duration.ofSeconds(10));
    private int unguarded;

    @Test
    void commands_on_one_aggregate_exclude_each_other_and_leave_nothing_behind() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < COMMANDS; i++) {
                threads.execute(() -> {
                    try (Lock lock = locks.obtainLock("a")) {
                        int before = unguarded;
                        Thread.yield();
                        unguarded = lock.isHeld() ? before + 1 : before;
                    }
                });
            }
        }

        assertThat(unguarded).isEqualTo(COMMANDS);
        assertThat(locks.size()).isZero();
    }

    @Test
    void a_command_may_lock_its_aggregate_again() {
        try (Lock outer = locks.obtainLock("a");
                Lock inner = locks.obtainLock("a")) {
            assertThat(outer.isHeld() && inner.isHeld()).isTrue();
        }

        assertThat(locks.size()).isZero();
    }

    @Test
    void waiting_for_another_command_ends_with_a_clear_error() throws InterruptedException {
        AggregateLocks impatient = new AggregateLocks(Duration.ofMillis(50));
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Thread holder = Thread.ofVirtual().start(() -> hold(impatient, held, done));
        assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();

        assertThatExceptionOfType(LockAcquisitionFailedException.class)
                .isThrownBy(() -> impatient.obtainLock("a"))
                .withMessageContaining("aggregate a is busy");

        done.countDown();
        holder.join();
        assertThat(impatient.size()).isZero();
    }

    @Test
    void a_circle_of_two_commands_ends() {
        AggregateLocks impatient = new AggregateLocks(Duration.ofMillis(200));
        CountDownLatch both = new CountDownLatch(2);

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = CompletableFuture.runAsync(() -> lockBoth(impatient, "a", "b", both), threads);
            var other = CompletableFuture.runAsync(() -> lockBoth(impatient, "b", "a", both), threads);

            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> CompletableFuture.allOf(one, other).join())
                    .withCauseInstanceOf(LockAcquisitionFailedException.class);
        }
        assertThat(impatient.size()).isZero();
    }

    private static void lockBoth(AggregateLocks locks, String first, String second, CountDownLatch both) {
        try (Lock outer = locks.obtainLock(first)) {
            assertThat(outer.isHeld()).isTrue();
            both.countDown();
            await(both);
            locks.obtainLock(second).release();
        }
    }

    private static void hold(AggregateLocks locks, CountDownLatch held, CountDownLatch done) {
        try (Lock lock = locks.obtainLock("a")) {
            assertThat(lock.isHeld()).isTrue();
            held.countDown();
            await(done);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
