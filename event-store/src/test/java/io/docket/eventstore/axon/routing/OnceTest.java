package io.docket.eventstore.axon.routing;

import static io.docket.eventstore.axon.routing.Node.keyed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.docket.eventstore.DuplicateKeyException;
import io.docket.eventstore.InMemoryEventStore;
import io.docket.eventstore.UnknownOutcomeException;
import io.docket.eventstore.axon.routing.Node.Ring;
import io.docket.eventstore.example.Meter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OnceTest {
    private static final String KITCHEN = "acme/aggregate/kitchen";

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
    void a_failure_is_no_result_and_is_decided_again() {
        AtomicInteger rings = new AtomicInteger();
        b.onRing(ring -> {
            if (rings.incrementAndGet() == 1) {
                throw new IllegalStateException("broken bell");
            }
            return rings.get();
        });
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> b.send(keyed(new Ring("bell"), "k")));

        assertThat(b.<Integer>send(keyed(new Ring("bell"), "k"))).isEqualTo(2);
    }
}
