package io.docket.eventstore.internal.writer;

import static io.docket.eventstore.Events.append;
import static io.docket.eventstore.Events.counted;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.eventstore.EventStoreConfig.Limits;
import io.docket.eventstore.internal.answer.StageAnswer;
import io.docket.eventstore.internal.machine.JavaMachine;
import io.docket.eventstore.internal.writer.AppendQueue.Offer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppendQueueTest {
    private int waiting;
    private final AppendQueue queue = queue(2, 1 << 20);

    private AppendQueue queue(int capacity, long bytes) {
        Limits limits = new Limits(capacity, bytes, 1, 1, 1, 1, 1);
        return new AppendQueue(limits, new JavaMachine(), () -> {}, by -> waiting += by);
    }

    @Test
    void one_more_than_its_capacity_is_refused() {
        queue.offer(any());
        queue.offer(any());

        assertThat(queue.offer(any())).isEqualTo(Offer.FULL);
    }

    @Test
    void what_does_not_fit_beside_what_waits_is_refused_until_there_is_room() {
        AppendQueue small = queue(10, 2L * any().bytes());
        small.offer(any());
        small.offer(any());

        assertThat(small.offer(any())).isEqualTo(Offer.TOO_LARGE);

        List<PendingAppend> taken = small.poll(1);
        assertThat(small.offer(any())).isEqualTo(Offer.ACCEPTED);
        small.putBack(taken);
        assertThat(small.offer(any())).as("what is put back counts").isEqualTo(Offer.TOO_LARGE);
        small.poll(2);
        assertThat(small.offer(any())).isEqualTo(Offer.ACCEPTED);
    }

    @Test
    void an_append_larger_than_the_queue_waits_alone() {
        AppendQueue small = queue(10, any().bytes() - 1);

        assertThat(small.offer(any())).isEqualTo(Offer.ACCEPTED);
        assertThat(small.offer(any())).isEqualTo(Offer.TOO_LARGE);
    }

    @Test
    void a_closed_queue_accepts_nothing_and_keeps_what_waits() {
        queue.offer(any());

        queue.close();

        assertThat(queue.offer(any())).isEqualTo(Offer.CLOSED);
        assertThat(queue.drain()).hasSize(1);
    }

    @Test
    void what_is_put_back_comes_first_again_and_in_order() {
        PendingAppend first = any();
        PendingAppend second = any();
        queue.offer(first);
        queue.offer(second);
        List<PendingAppend> taken = queue.poll(2);
        PendingAppend third = any();
        queue.offer(third);

        queue.putBack(taken);

        assertThat(queue.drain()).containsExactly(first, second, third);
    }

    @Test
    void waiting_ends_when_it_is_woken() throws InterruptedException {
        Thread waiting = Thread.ofVirtual().start(() -> queue.await(Duration.ofMinutes(1)));

        queue.wake();

        assertThat(waiting.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void it_tells_how_many_wait() {
        queue.offer(any());
        queue.offer(any());
        queue.putBack(queue.poll(2));

        assertThat(waiting).isEqualTo(2);
        queue.drain();
        assertThat(waiting).isZero();
    }

    private static PendingAppend any() {
        return PendingAppend.of(append(counted("a", 1)), Instant.EPOCH, 1 << 20, new StageAnswer(Runnable::run));
    }
}
