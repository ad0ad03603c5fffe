package io.docket.eventstore.internal.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.position.Position;
import io.docket.eventstore.Committed;
import io.docket.eventstore.NotOwnerException;
import io.docket.eventstore.UnknownOutcomeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AwaitedAnswerTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Committed COMMITTED = new Committed(List.of(new Position(1, 7)));

    private final Patience patience = new Patience();

    @AfterEach
    void close() {
        patience.close();
    }

    @Test
    void an_answer_from_another_thread_ends_the_wait() throws Exception {
        CompletableFuture<AwaitedAnswer> asked = new CompletableFuture<>();
        CompletableFuture<Committed> heard = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            AwaitedAnswer answer = new AwaitedAnswer(LONG);
            asked.complete(answer);
            heard.complete(patience.await(answer));
        });

        asked.get().committed(COMMITTED);

        assertThat(heard.get()).isEqualTo(COMMITTED);
    }

    @Test
    void a_refusal_is_thrown_to_who_waits() {
        AwaitedAnswer answer = new AwaitedAnswer(LONG);
        answer.failed(new NotOwnerException("given away", null));

        assertThatExceptionOfType(NotOwnerException.class).isThrownBy(() -> patience.await(answer));
    }

    @Test
    void the_first_answer_counts() {
        AwaitedAnswer answer = new AwaitedAnswer(LONG);
        answer.committed(COMMITTED);
        answer.failed(new NotOwnerException("too late", null));

        assertThat(patience.await(answer)).isEqualTo(COMMITTED);
    }

    @Test
    void who_gets_no_answer_in_time_hears_that_it_is_unknown() {
        AwaitedAnswer answer = new AwaitedAnswer(Duration.ofMillis(1));

        assertThatExceptionOfType(UnknownOutcomeException.class)
                .isThrownBy(() -> patience.await(answer))
                .withMessageContaining("no answer");
    }

    @Test
    void an_interrupt_ends_the_wait_and_is_not_lost() {
        AwaitedAnswer answer = new AwaitedAnswer(LONG);
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(UnknownOutcomeException.class).isThrownBy(() -> patience.await(answer));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void nobody_waits_any_longer_than_the_store_is_open() throws Exception {
        CompletableFuture<Throwable> heard = new CompletableFuture<>();
        Thread waiting = Thread.startVirtualThread(() -> {
            try {
                patience.await(new AwaitedAnswer(LONG));
            } catch (UnknownOutcomeException e) {
                heard.complete(e);
            }
        });
        await().until(() -> waiting.getState() == Thread.State.WAITING);

        patience.close();

        assertThat(heard.get()).hasMessageContaining("closed");
    }
}
