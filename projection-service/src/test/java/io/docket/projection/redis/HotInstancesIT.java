package io.docket.projection.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.projection.redis.RedisHotViews.Health;
import io.docket.projection.view.Counter;
import io.docket.projection.view.Serving;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two instances share the hot views: one makes them anew, the other takes them. */
class HotInstancesIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Looks of each after which they must have come to an end. */
    private static final int LOOKS = 6;

    private final AtomicLong seenByA = new AtomicLong(1);
    private final AtomicLong seenByB = new AtomicLong(1);
    private final RedisStore a = new RedisStore(new Switches(seenByA));
    private final RedisStore b = new RedisStore(a, new Switches(seenByB));
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        threads.close();
        b.close();
        a.close();
    }

    @Test
    void both_believe_one_epoch_after_all_was_lost_although_they_are_asked_while_it_is_filled() {
        alternate(LOOKS);
        a.few().beside = () -> {
            answers(a);
            answers(b);
        };
        a.flush();

        alternate(LOOKS);
        String epoch = a.epoch().id();
        alternate(LOOKS);

        assertBothReadyOn(epoch);
    }

    @Test
    void what_one_makes_anew_the_other_takes_without_doing_it_again() {
        alternate(LOOKS);
        a.flush();
        answers(b);
        assertThat(b.views().health()).isEqualTo(Health.LOST);
        a.look();
        a.look();
        String epoch = a.epoch().id();

        answers(b);
        b.look();
        b.look();
        a.look();

        assertBothReadyOn(epoch);
    }

    @Test
    void while_one_makes_them_anew_the_other_waits_and_does_not_take_them_for_lost() {
        alternate(LOOKS);
        a.flush();
        a.look();
        a.few().beside = () -> {
            answers(b);
            assertThat(b.views().health()).isEqualTo(Health.UNKNOWN);
            b.look();
            b.look();
        };

        a.look();
        String epoch = a.epoch().id();
        assertThat(b.views().health()).isEqualTo(Health.UNKNOWN);
        b.look();

        assertBothReadyOn(epoch);
    }

    @Test
    void one_that_has_not_seen_a_switch_leaves_alone_what_was_made_after_it() {
        alternate(LOOKS);
        seenByA.set(2);

        alternate(LOOKS);
        String epoch = a.epoch().id();
        assertThat(a.views().health()).isEqualTo(Health.READY);
        assertThat(answers(b)).isFalse();
        seenByB.set(2);
        alternate(LOOKS);

        assertBothReadyOn(epoch);
    }

    @Test
    void generations_that_never_come_to_be_known_are_not_waited_for_for_good() {
        seenByA.set(2);
        a.look();
        a.look();

        for (int look = 0; look < HotSupervisor.MAX_AWAITED_LOOKS; look++) {
            b.look();
        }
        assertThat(b.views().health()).isEqualTo(Health.UNKNOWN);
        b.look();
        b.look();

        assertThat(b.views().health()).isEqualTo(Health.READY);
    }

    @Test
    void one_that_was_away_for_too_long_cannot_complete_what_another_fills() throws Exception {
        CountDownLatch stalls = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        a.look();
        a.few().beside = () -> {
            stalls.countDown();
            await(goesOn);
        };
        Future<?> stalled = threads.submit(() -> a.look());
        await(stalls);
        a.forgetWhoFills();

        a.few().beside = () -> {
            String epoch = a.epoch().id();
            goesOn.countDown();
            assertThatThrownBy(() -> stalled.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS))
                    .hasMessageContaining("another instance makes them anew");
            HotEpoch half = a.epoch();
            assertThat(half.id()).isEqualTo(epoch);
            assertThat(half.isBuilding()).isTrue();
            assertThat(half.attended()).isTrue();
        };
        b.look();
        b.look();
        String epoch = b.epoch().id();
        a.few().beside = () -> {};
        a.look();

        assertBothReadyOn(epoch);
    }

    @Test
    void a_lock_that_could_not_be_given_back_holds_nobody_up() {
        alternate(LOOKS);
        String former = a.epoch().id();
        a.keepTheLock();
        a.breakEpoch();

        alternate(LOOKS);

        assertThat(a.epoch().id()).isNotEqualTo(former);
        assertBothReadyOn(a.epoch().id());
    }

    @Test
    void no_step_of_a_former_epoch_does_anything_to_the_one_in_use() {
        alternate(LOOKS);
        HotEpoch before = a.epoch();
        Epochs epochs = a.epochs();

        assertThat(yes(epochs.keep("former"))).isFalse();
        assertThat(yes(epochs.complete("former"))).isFalse();
        assertThat(yes(epochs.open("former", "late", new HotVerdict.Wanted("test-log", "", 1), Map.of())))
                .isFalse();
        int keys = a.keys();
        assertThat(yes(epochs.removeFormer("former", List.of(a.prefix() + ':' + before.id() + ":acme:actors"))))
                .isFalse();

        assertThat(a.epoch()).isEqualTo(before);
        assertThat(a.keys()).isEqualTo(keys);
    }

    private void alternate(int looks) {
        for (int look = 0; look < looks; look++) {
            a.look();
            answers(b);
            b.look();
            answers(a);
        }
    }

    private static boolean answers(RedisStore store) {
        return store.queries()
                .statistics("acme", List.of(Counter.STATS))
                .await()
                .atMost(TIMEOUT)
                .isPresent();
    }

    private void assertBothReadyOn(String epoch) {
        assertThat(a.views().health()).isEqualTo(Health.READY);
        assertThat(b.views().health()).isEqualTo(Health.READY);
        assertThat(a.epoch().id()).isEqualTo(epoch).isNotEmpty();
        assertThat(answers(a)).isTrue();
        assertThat(answers(b)).isTrue();
    }

    private static boolean yes(Uni<Boolean> step) {
        return step.await().atMost(TIMEOUT);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What an instance that has seen so many switches of the cases takes to serve. */
    private record Switches(AtomicLong seen) implements Serving {
        @Override
        public Optional<String> collection(String view) {
            return Optional.of(view.equals("cases") && seen.get() > 1 ? "cases-g" + seen.get() : view);
        }

        @Override
        public long revision() {
            return seen.get();
        }
    }
}
