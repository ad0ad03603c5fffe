package io.docket.eventstore.axon.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.docket.eventstore.InMemoryEventStore;
import io.docket.eventstore.axon.AggregateCache;
import io.docket.eventstore.axon.AxonWiring;
import io.docket.eventstore.axon.StreamNaming;
import io.docket.eventstore.axon.deadline.Stubborn.Count;
import io.docket.eventstore.axon.deadline.Stubborn.CountInTheEnd;
import io.docket.eventstore.axon.deadline.Stubborn.Create;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.config.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadlineCommandBusTest {
    private static final Duration DEADLINE = Duration.ofMillis(100);
    private static final int MAX_OVERDUE = 2;

    private final InMemoryEventStore store = new InMemoryEventStore();
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicLong nanos = new AtomicLong();
    private final Configuration axon = AxonWiring.configurer(store, "acme", "/test")
            .configureCommandBus(configuration ->
                    new DeadlineCommandBus(SimpleCommandBus.builder().build(), DEADLINE, MAX_OVERDUE, nanos::get))
            .configureAggregate(AxonWiring.aggregate(
                    Stubborn.class, AggregateCache.of(store, StreamNaming.opaque("acme", "aggregate"), 10)))
            .start();

    @BeforeEach
    void create() {
        send(new Create("a")).join();
        send(new Create("b")).join();
    }

    @AfterEach
    void letGo() {
        end.countDown();
        axon.shutdown();
    }

    @Test
    void a_handler_that_never_ends_is_refused_after_its_deadline() {
        CompletableFuture<Object> never = overdue("a");

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(never::join)
                .withCauseInstanceOf(HandlerOverdueException.class)
                .withMessageContaining("took longer than PT0.1S");
        assertThat(bus().overdue()).isEqualTo(1);
        assertThat(bus().longestOverdue()).isEqualTo(DEADLINE.plusNanos(1));
    }

    @Test
    void other_aggregates_go_on_meanwhile() {
        overdue("a");

        assertThat(send(new Count("b")).join()).isEqualTo(1);
    }

    @Test
    void what_it_decides_in_the_end_is_not_written_and_its_aggregate_is_as_before() {
        overdue("a");
        int written = store.requests().size();

        end.countDown();
        await().until(() -> bus().overdue() == 0);

        assertThat(store.requests()).hasSize(written);
        assertThat(send(new Count("a")).join()).isEqualTo(1);
    }

    @Test
    void while_too_many_are_overdue_further_commands_are_refused_at_once() {
        overdue("a");
        overdue("b");

        CompletableFuture<Object> third = send(new Create("c"));

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(third::join)
                .withCauseInstanceOf(TooManyOverdueException.class)
                .withMessageContaining("2 handlers are overdue");
    }

    @Test
    void a_callback_that_throws_leaves_the_others_their_deadline() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        axon.commandBus()
                .dispatch(
                        GenericCommandMessage.asCommandMessage(new CountInTheEnd("a", begun, end)), (sent, result) -> {
                            told.countDown();
                            throw new IllegalStateException("callback is broken");
                        });
        await().until(() -> begun.getCount() == 0);
        nanos.addAndGet(DEADLINE.toNanos() + 1);
        await().until(() -> told.getCount() == 0);

        CompletableFuture<Object> next = overdue("b");

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(next::join)
                .withCauseInstanceOf(HandlerOverdueException.class);
    }

    @Test
    void a_handler_in_time_is_answered_as_without_a_deadline() {
        assertThat(send(new Count("a")).join()).isEqualTo(1);
        assertThat(send(new Count("a")).join()).isEqualTo(2);
        assertThat(bus().overdue()).isZero();
        assertThat(bus().longestOverdue()).isZero();
    }

    /** A command whose handler has begun, and whose time is over. */
    private CompletableFuture<Object> overdue(String id) {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Object> answer = send(new CountInTheEnd(id, begun, end));
        await().until(() -> begun.getCount() == 0);
        nanos.addAndGet(DEADLINE.toNanos() + 1);
        await().until(answer::isDone);
        return answer;
    }

    private DeadlineCommandBus bus() {
        return (DeadlineCommandBus) axon.commandBus();
    }

    private CompletableFuture<Object> send(Object command) {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        axon.commandBus().dispatch(GenericCommandMessage.asCommandMessage(command), (sent, result) -> {
            if (result.isExceptional()) {
                answer.completeExceptionally(result.exceptionResult());
            } else {
                answer.complete(String.valueOf(result.getPayload()).equals("null") ? "" : result.getPayload());
            }
        });
        return answer;
    }
}
