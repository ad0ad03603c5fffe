package io.docket.eventstore.axon.routing;

import static io.docket.eventstore.axon.routing.Node.keyed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.docket.eventstore.DuplicateKeyException;
import io.docket.eventstore.InMemoryEventStore;
import io.docket.eventstore.OverloadedException;
import io.docket.eventstore.StoreUnavailableException;
import io.docket.eventstore.UnknownOutcomeException;
import io.docket.eventstore.axon.routing.Node.Ring;
import io.docket.eventstore.example.Meter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnceTest {
    private static final String KITCHEN = "acme/aggregate/kitchen";

    record Refused(String why) {}

    private final InMemoryEventStore log = new InMemoryEventStore();
    private final Network network = new Network();
    private final Node a = new Node("a:1", log, network);
    private final Node b = new Node("b:1", log, network);

    @BeforeEach
    void bIsTheOwner() {
        b.store.own(true);
        a.store.owners.change("b:1");
        b.store.owners.change("b:1");
        b.send(new Meter.Install("kitchen"));
    }

    @AfterEach
    void close() {
        a.close();
        b.close();
    }

    @Test
    void a_key_that_comes_again_gets_the_first_result_at_any_instance() {
        CommandMessage<?> two = keyed(new Meter.Read("kitchen", 2), "k");
        assertThat(b.<Integer>send(two)).isEqualTo(2);
        b.send(new Meter.Read("kitchen", 40));

        assertThat(b.<Integer>send(two)).isEqualTo(2);
        assertThat(a.<Integer>send(two)).isEqualTo(2);

        assertThat(log.head(KITCHEN)).isEqualTo(3);
    }

    @Test
    void what_has_a_result_is_not_decided_again() {
        AtomicInteger rings = new AtomicInteger();
        b.onRing(ring -> {
            b.publish(ring.id(), 0, "rung");
            return rings.incrementAndGet();
        });
        b.send(keyed(new Ring("bell"), "k"));

        assertThat(a.<Integer>send(keyed(new Ring("bell"), "k"))).isEqualTo(1);

        assertThat(rings).hasValue(1);
    }

    @Test
    void a_key_that_comes_again_with_something_else_is_refused() {
        b.send(keyed(new Meter.Read("kitchen", 2), "k"));

        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> b.send(keyed(new Meter.Read("kitchen", 3), "k")));

        assertThat(log.head(KITCHEN)).isEqualTo(2);
    }

    @Test
    void an_answer_that_is_lost_is_an_unknown_outcome_which_the_same_command_finds_out() {
        CommandMessage<?> two = GenericCommandMessage.asCommandMessage(new Meter.Read("kitchen", 2));
        network.loseNextAnswer(() -> {});
        assertThatExceptionOfType(UnknownOutcomeException.class)
                .isThrownBy(() -> a.send(two))
                .withMessageContaining("the line is broken");

        assertThat(a.<Integer>send(two)).isEqualTo(2);

        assertThat(log.head(KITCHEN)).isEqualTo(2);
    }

    @Test
    void an_owner_that_dies_after_its_commit_is_replaced_by_one_that_knows_the_result() {
        Node c = new Node("c:1", log, network);
        network.loseNextAnswer(() -> {
            b.store.own(false);
            c.store.own(true);
            a.store.owners.change("c:1");
        });

        assertThat(a.<Integer>send(new Meter.Read("kitchen", 2))).isEqualTo(2);

        assertThat(network.asked()).containsExactly("b:1", "c:1");
        assertThat(log.head(KITCHEN)).isEqualTo(2);
        c.close();
    }

    @Test
    void the_same_command_while_it_is_under_way_waits_for_the_first() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger rings = new AtomicInteger();
        b.onRing(ring -> {
            arrived.countDown();
            wait(goOn);
            return rings.incrementAndGet();
        });
        CommandMessage<?> ring = keyed(new Ring("bell"), "k");
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> b.send(ring));
        arrived.await();

        CompletableFuture<Integer> second = b.commands.send(ring);

        assertThat(second).isNotDone();
        goOn.countDown();
        await().until(() -> first.isDone() && second.isDone());
        assertThat(first.get()).isEqualTo(1);
        assertThat(second.get()).isEqualTo(1);
    }

    private static void wait(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody lets it go on");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_result_without_events_is_kept() {
        AtomicInteger rings = new AtomicInteger();
        b.onRing(ring -> rings.incrementAndGet());
        assertThat(b.<Integer>send(keyed(new Ring("bell"), "k"))).isEqualTo(1);

        assertThat(b.<Integer>send(keyed(new Ring("bell"), "k"))).isEqualTo(1);
        assertThat(a.<Integer>send(keyed(new Ring("bell"), "k"))).isEqualTo(1);

        assertThat(rings).hasValue(1);
    }

    @Test
    void what_a_handler_refused_is_refused_again_with_the_same_details() {
        AtomicInteger rings = new AtomicInteger();
        b.onRing(ring -> {
            if (rings.incrementAndGet() == 1) {
                throw new CommandExecutionException("no", null, new Refused("asleep"));
            }
            return rings.get();
        });

        for (Node sender : List.of(b, b, a)) {
            assertThatExceptionOfType(CommandExecutionException.class)
                    .isThrownBy(() -> sender.send(keyed(new Ring("bell"), "k")))
                    .satisfies(
                            failure -> assertThat(failure.<Refused>getDetails()).contains(new Refused("asleep")));
        }

        assertThat(rings).hasValue(1);
        assertThat(b.<Integer>send(keyed(new Ring("bell"), "another"))).isEqualTo(2);
    }

    @Test
    void a_refusal_in_the_middle_of_a_decision_writes_its_outcome_alone() {
        b.onRing(ring -> {
            b.publish(ring.id(), 0, "rung");
            throw new IllegalStateException("broken bell");
        });
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> b.send(keyed(new Ring("bell"), "k")));

        assertThatExceptionOfType(CommandExecutionException.class)
                .isThrownBy(() -> b.send(keyed(new Ring("bell"), "k")))
                .satisfies(failure -> assertThat(failure.getCause()).hasMessageContaining("broken bell"));

        assertThat(log.head("acme/aggregate/bell")).isZero();
        assertThat(log.requests().getLast().events()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("noDecisions")
    void what_kept_a_handler_from_deciding_is_not_kept(RuntimeException failure) {
        AtomicInteger rings = new AtomicInteger();
        b.onRing(ring -> {
            if (rings.incrementAndGet() == 1) {
                throw failure;
            }
            return rings.get();
        });
        int written = log.requests().size();
        assertThatExceptionOfType(failure.getClass()).isThrownBy(() -> b.send(keyed(new Ring("bell"), "k")));
        assertThat(log.requests()).hasSize(written);

        assertThat(b.<Integer>send(keyed(new Ring("bell"), "k"))).isEqualTo(2);
    }

    static List<RuntimeException> noDecisions() {
        return List.of(
                new OverloadedException(3, 10),
                new StoreUnavailableException("no broker", null),
                new UnknownOutcomeException("no answer", null),
                new ConcurrencyException("somebody was faster"),
                new LockAcquisitionFailedException("busy"),
                new IllegalStateException("asked elsewhere", new TimeoutException()),
                new UncheckedIOException(new IOException("no disk")));
    }

    @Test
    void events_that_cannot_be_written_are_no_decision() {
        CommandMessage<?> two = keyed(new Meter.Read("kitchen", 2), "k");
        b.store.beforeNextAppend(() -> {
            throw new OverloadedException(3, 10);
        });
        assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> b.send(two));

        assertThat(b.<Integer>send(two)).isEqualTo(2);
    }

    @Test
    void a_refusal_that_cannot_be_kept_is_not_told() {
        b.onRing(ring -> {
            throw new IllegalStateException("broken bell");
        });
        b.store.beforeNextAppend(() -> {
            throw new StoreUnavailableException("no broker", null);
        });

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> b.send(keyed(new Ring("bell"), "k")));
    }

    @Test
    void a_partition_that_goes_before_a_refusal_is_kept_takes_the_command_along() {
        Node c = new Node("c:1", log, network);
        b.onRing(ring -> {
            throw new IllegalStateException("broken bell");
        });
        c.onRing(ring -> "c");
        b.store.beforeNextAppend(() -> {
            b.store.own(false);
            c.store.own(true);
            b.store.owners.change("c:1");
        });

        assertThat(b.<String>send(keyed(new Ring("bell"), "k"))).isEqualTo("c");
        c.close();
    }
}
