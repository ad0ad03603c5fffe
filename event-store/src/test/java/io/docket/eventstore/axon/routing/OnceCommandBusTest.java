package io.docket.eventstore.axon.routing;

import static io.docket.eventstore.axon.routing.Node.keyed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.eventstore.DuplicateKeyException;
import io.docket.eventstore.InMemoryEventStore;
import io.docket.eventstore.axon.AxonWiring;
import io.docket.eventstore.axon.deadline.HandlerOverdueException;
import io.docket.eventstore.axon.routing.Node.Announce;
import io.docket.eventstore.axon.routing.Node.Ring;
import io.docket.eventstore.example.Meter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One instance alone, as {@link AxonWiring} makes it. */
class OnceCommandBusTest {
    private static final String KITCHEN = "acme/aggregate/kitchen";

    private final InMemoryEventStore store = new InMemoryEventStore();
    private final AtomicInteger rings = new AtomicInteger();
    private Configuration axon = start(configurer -> configurer);

    private Configuration start(UnaryOperator<Configurer> change) {
        return change.apply(AxonWiring.configurer(store, "acme", "/meters"))
                .configureAggregate(AxonWiring.aggregate(Meter.class, AxonWiring.cache(store, "acme", 100)))
                .start();
    }

    private void restart(UnaryOperator<Configurer> change) {
        axon.shutdown();
        axon = start(change);
    }

    @AfterEach
    void close() {
        axon.shutdown();
    }

    @Test
    void a_key_that_comes_again_gets_the_first_result_after_a_restart_too() {
        send(new Meter.Install("kitchen"));
        assertThat(this.<Integer>send(keyed(new Meter.Read("kitchen", 2), "k"))).isEqualTo(2);
        send(new Meter.Read("kitchen", 40));

        assertThat(this.<Integer>send(keyed(new Meter.Read("kitchen", 2), "k"))).isEqualTo(2);
        restart(configurer -> configurer);
        assertThat(this.<Integer>send(keyed(new Meter.Read("kitchen", 2), "k"))).isEqualTo(2);

        assertThat(store.head(KITCHEN)).isEqualTo(3);
    }

    @Test
    void a_key_that_comes_again_with_something_else_is_refused() {
        send(new Meter.Install("kitchen"));
        send(keyed(new Meter.Read("kitchen", 2), "k"));

        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> send(keyed(new Meter.Read("kitchen", 3), "k")));
    }

    @Test
    void a_meter_that_is_not_there_stays_so_for_the_key_that_heard_it() {
        assertThatExceptionOfType(Exception.class).isThrownBy(() -> send(keyed(new Meter.Read("kitchen", 2), "k")));
        send(new Meter.Install("kitchen"));

        assertThatExceptionOfType(CommandExecutionException.class)
                .isThrownBy(() -> send(keyed(new Meter.Read("kitchen", 2), "k")));

        assertThat(this.<Integer>send(keyed(new Meter.Read("kitchen", 2), "another")))
                .isEqualTo(2);
    }

    @Test
    void a_result_without_events_is_kept_with_a_deadline_too() {
        restart(configurer -> AxonWiring.withDeadline(configurer, Duration.ofSeconds(30), 2));
        onRing(ring -> rings.incrementAndGet());

        assertThat(this.<Integer>send(keyed(new Ring("bell"), "k"))).isEqualTo(1);
        assertThat(this.<Integer>send(keyed(new Ring("bell"), "k"))).isEqualTo(1);
    }

    @Test
    void a_handler_that_was_not_done_in_time_has_decided_nothing() {
        restart(configurer -> AxonWiring.withDeadline(configurer, Duration.ofSeconds(1), 2));
        CountDownLatch never = new CountDownLatch(1);
        onRing(ring -> {
            if (rings.incrementAndGet() == 1) {
                untilInterrupted(never);
            }
            return rings.get();
        });
        assertThatExceptionOfType(HandlerOverdueException.class).isThrownBy(() -> send(keyed(new Ring("bell"), "k")));

        assertThat(this.<Integer>send(keyed(new Ring("bell"), "k"))).isEqualTo(2);
    }

    private static void untilInterrupted(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Test
    void a_key_that_an_interceptor_gives_counts_as_well() {
        axon.commandBus()
                .registerDispatchInterceptor(messages ->
                        (index, command) -> command.andMetaData(Map.of(OnceCommandBus.IDEMPOTENCY_KEY, "the same")));
        onRing(ring -> rings.incrementAndGet());

        assertThat(this.<Integer>send(new Ring("bell"))).isEqualTo(1);
        assertThat(this.<Integer>send(new Ring("bell"))).isEqualTo(1);
    }

    @Test
    void without_a_key_or_an_aggregate_every_command_is_another_one() {
        onRing(ring -> rings.incrementAndGet());
        on(Announce.class, announce -> rings.incrementAndGet());

        assertThat(this.<Integer>send(new Ring("bell"))).isEqualTo(1);
        assertThat(this.<Integer>send(new Ring("bell"))).isEqualTo(2);
        assertThat(this.<Integer>send(keyed(new Announce("dinner"), "k"))).isEqualTo(3);
        assertThat(this.<Integer>send(keyed(new Announce("dinner"), "k"))).isEqualTo(4);
        assertThat(store.requests()).isEmpty();
    }

    private void onRing(Function<Ring, Object> handler) {
        on(Ring.class, handler);
    }

    private <C> void on(Class<C> type, Function<C, Object> handler) {
        axon.commandBus().subscribe(type.getName(), command -> handler.apply(type.cast(command.getPayload())));
    }

    private <R> R send(Object command) {
        return axon.commandGateway().sendAndWait(command);
    }
}
