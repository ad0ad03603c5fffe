package io.docket.kit.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InboxTest {
    private static final int LIMIT = 5;

    private final Inbox<List<Integer>> inbox = new Inbox<>(LIMIT, List::size);
    private final Asked asked = new Asked();

    InboxTest() {
        inbox.onSubscribe(asked);
    }

    @Test
    void all_that_came_meanwhile_is_taken_at_once_in_order() throws InterruptedException {
        inbox.onNext(records(0, 2));
        inbox.onNext(records(2, 3));

        assertThat(inbox.take()).containsExactly(List.of(0, 1), List.of(2));
    }

    @Test
    void more_is_asked_for_while_there_is_room() {
        inbox.onNext(records(0, LIMIT - 1));

        assertThat(asked.times).isEqualTo(2);
    }

    @Test
    void a_full_inbox_asks_for_no_more_until_it_was_emptied() throws InterruptedException {
        inbox.onNext(records(0, LIMIT));
        assertThat(asked.times).isEqualTo(1);

        inbox.take();
        assertThat(asked.times).isEqualTo(2);
    }

    @Test
    void emptying_an_inbox_that_was_not_full_asks_no_second_time() throws InterruptedException {
        inbox.onNext(records(0, 1));
        inbox.take();

        assertThat(asked.times).isEqualTo(2);
    }

    @Test
    void who_waits_gets_what_comes() throws Exception {
        CompletableFuture<List<List<Integer>>> taken = taking();
        inbox.onNext(records(7, 8));

        assertThat(taken.get(10, TimeUnit.SECONDS)).containsExactly(List.of(7));
    }

    @Test
    void nobody_waits_at_a_closed_inbox() throws Exception {
        CompletableFuture<List<List<Integer>>> taken = taking();
        inbox.close();

        assertThat(taken.get(10, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void the_end_of_the_channel_closes_the_inbox() throws InterruptedException {
        inbox.onError(new IllegalStateException("the channel failed"));

        assertThat(inbox.take()).isEmpty();
    }

    private CompletableFuture<List<List<Integer>>> taking() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return inbox.take();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static List<Integer> records(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private static final class Asked implements Flow.Subscription {
        private int times;

        @Override
        public void request(long n) {
            times += (int) n;
        }

        @Override
        public void cancel() {}
    }
}
