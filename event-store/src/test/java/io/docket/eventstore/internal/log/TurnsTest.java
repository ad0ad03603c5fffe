package io.docket.eventstore.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.eventstore.internal.machine.JavaMachine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final BooleanSupplier ALWAYS = () -> true;

    private final Turns turns = new Turns(new JavaMachine(), 1);
    private final List<String> order = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        for (Thread thread : threads) {
            assertThat(thread.join(PATIENCE)).isTrue();
        }
    }

    @Test
    void they_go_one_after_the_other_in_the_order_in_which_they_came() throws InterruptedException {
        Turns.Turn first = turns.next();
        first.await(ALWAYS);
        waiting("second", ALWAYS);
        waiting("third", ALWAYS);
        assertThat(order).isEmpty();

        first.close();
        end();
        assertThat(order).containsExactly("second", "third");
    }

    @Test
    void who_has_nothing_to_read_lets_those_go_ahead_that_wait() throws InterruptedException {
        Turns.Turn stuck = turns.next();
        stuck.await(ALWAYS);
        waiting("second", ALWAYS);
        waiting("third", ALWAYS);

        stuck.pass(ALWAYS);
        order.add("stuck");
        stuck.close();
        assertThat(order).containsExactly("second", "third", "stuck");
    }

    @Test
    void who_is_told_to_stop_holds_up_nobody() throws InterruptedException {
        AtomicBoolean goOn = new AtomicBoolean(true);
        try (Turns.Turn first = turns.next()) {
            first.await(ALWAYS);
            Thread stopped = waiting("stopped", goOn::get);
            waiting("third", ALWAYS);
            goOn.set(false);
            assertThat(stopped.join(PATIENCE)).isTrue();
            assertThat(order).containsExactly("stopped");
        }
        end();
        assertThat(order).containsExactly("stopped", "third");
    }

    @Test
    void a_turn_that_nobody_took_makes_no_room() throws InterruptedException {
        try (Turns.Turn first = turns.next()) {
            first.await(ALWAYS);
            Turns.Turn never = turns.next();
            never.pass(ALWAYS);
            never.close();
            waiting("second", ALWAYS);
            assertThat(order).isEmpty();
        }
    }

    /** A thread that waits for its turn, notes when it is over, and gives it back. */
    private Thread waiting(String name, BooleanSupplier goOn) throws InterruptedException {
        Thread thread = Thread.ofPlatform().start(() -> {
            try (Turns.Turn turn = turns.next()) {
                turn.await(goOn);
                order.add(name);
            }
        });
        threads.add(thread);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
        return thread;
    }
}
