package io.docket.eventstore.axon.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.contracts.position.Position;
import io.docket.eventstore.DuplicateKeyException;
import io.docket.eventstore.EventStoreException;
import io.docket.eventstore.EventTooLargeException;
import io.docket.eventstore.InMemoryEventStore;
import io.docket.eventstore.InvalidStreamException;
import io.docket.eventstore.Outcome;
import io.docket.eventstore.OverloadedException;
import io.docket.eventstore.SeveralRootsException;
import io.docket.eventstore.StoredOutcome;
import io.docket.eventstore.UnknownOutcomeException;
import io.docket.eventstore.UnreadableEventException;
import io.docket.eventstore.axon.routing.Node.Announce;
import io.docket.eventstore.axon.routing.Node.Ring;
import io.docket.eventstore.example.Meter;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.messaging.RemoteHandlingException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoutingCommandBusTest {
    private final InMemoryEventStore log = new InMemoryEventStore();
    private final Network network = new Network();
    private final Node a = new Node("a:1", log, network);
    private final Node b = new Node("b:1", log, network);
    private final Node c = new Node("c:1", log, network);

    record Refused(String why) {}

    @BeforeEach
    void bIsTheOwner() {
        b.store.own(true);
        a.store.owners.change("b:1");
        b.store.owners.change("b:1");
        c.store.owners.change("b:1");
        a.onRing(ring -> "a");
        b.onRing(ring -> "b");
        c.onRing(ring -> "c");
    }

    private void cIsTheOwner() {
        b.store.own(false);
        c.store.own(true);
        b.store.owners.change("c:1");
        c.store.owners.change("c:1");
    }

    @AfterEach
    void close() {
        a.close();
        b.close();
        c.close();
    }

    @Test
    void the_owner_carries_out_what_is_dispatched_on_it() {
        assertThat(b.<String>send(new Ring("x"))).isEqualTo("b");

        assertThat(network.asked()).isEmpty();
    }

    @Test
    void the_owner_carries_out_what_is_dispatched_elsewhere() {
        a.send(new Meter.Install("kitchen"));
        a.send(new Meter.Read("kitchen", 2));

        assertThat(a.<Integer>send(new Meter.Read("kitchen", 3))).isEqualTo(5);

        assertThat(network.asked()).containsOnly("b:1");
        assertThat(log.head("acme/aggregate/kitchen")).isEqualTo(3);
    }

    @Test
    void a_command_that_names_no_aggregate_stays_where_it_is() {
        a.on(Announce.class, Announce::words);

        assertThat(a.<String>send(new Announce("dinner"))).isEqualTo("dinner");

        assertThat(network.asked()).isEmpty();
    }

    @Test
    void a_former_owner_names_the_new_one_which_is_asked() {
        cIsTheOwner();

        assertThat(a.<String>send(new Ring("x"))).isEqualTo("c");

        assertThat(network.asked()).containsExactly("b:1", "c:1");
    }

    @Test
    void a_second_former_owner_ends_the_way() {
        cIsTheOwner();
        c.store.own(false);
        c.store.owners.change("d:1");

        assertThatExceptionOfType(OwnerUnavailableException.class)
                .isThrownBy(() -> a.send(new Ring("x")))
                .withMessageContaining("is changing its owner");

        assertThat(network.asked()).containsExactly("b:1", "c:1");
    }

    @Test
    void where_nobody_is_the_owner_nobody_is_asked() {
        a.store.owners.change(null);

        assertThatExceptionOfType(OwnerUnavailableException.class)
                .isThrownBy(() -> a.send(new Ring("x")))
                .satisfies(unavailable -> assertThat(unavailable.retryAfter()).isEqualTo(Duration.ofSeconds(1)));

        assertThat(network.asked()).isEmpty();
    }

    @Test
    void an_owner_that_cannot_be_reached_is_not_available() {
        a.store.owners.change("gone:1");

        assertThatExceptionOfType(OwnerUnavailableException.class)
                .isThrownBy(() -> a.send(new Ring("x")))
                .withMessageContaining("gone:1 cannot be reached");
    }

    @Test
    void what_a_handler_says_comes_back_with_its_details() {
        b.onRing(ring -> {
            throw new CommandExecutionException("no", null, new Refused("asleep"));
        });

        assertThatExceptionOfType(CommandExecutionException.class)
                .isThrownBy(() -> a.send(new Ring("x")))
                .satisfies(failure -> assertThat(failure.<Refused>getDetails()).contains(new Refused("asleep")));
    }

    @Test
    void any_other_exception_comes_back_in_words() {
        b.onRing(ring -> {
            throw new IllegalStateException("broken bell");
        });

        assertThatExceptionOfType(CommandExecutionException.class)
                .isThrownBy(() -> a.send(new Ring("x")))
                .withCauseInstanceOf(RemoteHandlingException.class)
                .withMessageContaining("remote handler")
                .satisfies(failure -> assertThat(failure.getCause()).hasMessageContaining("broken bell"));
    }

    @Test
    void what_the_store_answers_keeps_its_type() {
        b.onRing(ring -> {
            throw new ConcurrencyException("somebody was faster");
        });
        assertThatExceptionOfType(ConcurrencyException.class)
                .isThrownBy(() -> a.send(new Ring("x")))
                .withMessage("somebody was faster");
        b.onRing(ring -> {
            throw new OverloadedException(3, 10);
        });
        assertThatExceptionOfType(OwnerUnavailableException.class)
                .isThrownBy(() -> a.send(new Ring("x")))
                .withMessage("partition 3 has 10 appends waiting");
        b.onRing(ring -> {
            throw new UnknownOutcomeException("no answer", null);
        });
        assertThatExceptionOfType(UnknownOutcomeException.class)
                .isThrownBy(() -> a.send(new Ring("x")))
                .withMessageContaining("no answer");
    }

    static Stream<EventStoreException> refusals() {
        Outcome outcome = new Outcome("acme", "k", "f1", 200, new byte[] {1, 2, 3});
        return Stream.of(
                new EventTooLargeException("event of acme/bell/x", 11, 10),
                new InvalidStreamException("the name of a stream or root holds no zero character"),
                new SeveralRootsException("a", "b"),
                new UnreadableEventException(
                        "acme/bell/x 7", "bell.rung.v9", "this build does not know the type", null),
                new DuplicateKeyException(
                        new StoredOutcome(outcome, Instant.parse("2026-12-01T08:00:00.123Z"), new Position(3, 42))));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void what_the_store_never_takes_keeps_its_type_with_all_that_it_says(EventStoreException refusal) {
        b.onRing(ring -> {
            throw refusal;
        });

        assertThatExceptionOfType(EventStoreException.class)
                .isThrownBy(() -> a.send(new Ring("x")))
                .satisfies(heard -> assertThat(heard).hasSameClassAs(refusal).hasMessage(refusal.getMessage()))
                .satisfies(heard -> assertThat(StoreAnswer.of(heard))
                        .usingRecursiveComparison()
                        .isEqualTo(StoreAnswer.of(refusal)));
    }

    @Test
    void a_partition_that_goes_while_a_command_is_decided_takes_the_command_along() {
        b.send(new Meter.Install("kitchen"));
        b.store.beforeNextAppend(this::cIsTheOwner);

        assertThat(b.<Integer>send(new Meter.Read("kitchen", 2))).isEqualTo(2);

        assertThat(network.asked()).containsExactly("c:1");
        assertThat(log.head("acme/aggregate/kitchen")).isEqualTo(2);
    }

    @Test
    void a_partition_that_goes_while_a_forwarded_command_is_decided_is_one_redirect() {
        b.send(new Meter.Install("kitchen"));
        b.store.beforeNextAppend(this::cIsTheOwner);

        assertThat(a.<Integer>send(new Meter.Read("kitchen", 2))).isEqualTo(2);

        assertThat(network.asked()).containsExactly("b:1", "c:1");
        assertThat(log.head("acme/aggregate/kitchen")).isEqualTo(2);
    }
}
