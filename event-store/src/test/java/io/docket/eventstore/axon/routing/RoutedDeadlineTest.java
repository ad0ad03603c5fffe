package io.docket.eventstore.axon.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.docket.eventstore.InMemoryEventStore;
import io.docket.eventstore.axon.AxonWiring;
import io.docket.eventstore.axon.deadline.HandlerOverdueException;
import io.docket.eventstore.axon.routing.Node.Ring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoutedDeadlineTest {
    private static final int MAX_OVERDUE = 2;

    private final InMemoryEventStore log = new InMemoryEventStore();
    private final Network network = new Network();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Configuration> running = new ArrayList<>();

    /** How a configurer becomes one that is routed and has a deadline. */
    interface Order extends BiFunction<Configurer, Routing, Configurer> {}

    static Stream<Named<Order>> orders() {
        return Stream.of(
                Named.of("the deadline last", (configurer, routing) -> timed(routing.on(configurer))),
                Named.of("the deadline first", (configurer, routing) -> routing.on(timed(configurer))),
                Named.of(
                        "the deadline in the bus",
                        (configurer, routing) ->
                                routing.on(configurer, AxonWiring.deadlineBus(shortly(), MAX_OVERDUE))));
    }

    static Stream<Named<Order>> contradictions() {
        return Stream.of(
                Named.of("the deadline last", (configurer, routing) -> timed(routing.on(configurer, AxonWiring::bus))),
                Named.of(
                        "the deadline first", (configurer, routing) -> routing.on(timed(configurer), AxonWiring::bus)));
    }

    private static Configurer timed(Configurer configurer) {
        return AxonWiring.withDeadline(configurer, shortly(), MAX_OVERDUE);
    }

    private static Duration shortly() {
        return Duration.ofMillis(100);
    }

    private Configurer configurer(Order order, Share store, String address) {
        return order.apply(
                AxonWiring.configurer(store, "acme", "/meters"), Routing.of(store, Node.NAMING, network.at(address)));
    }

    /** An instance where b is the owner of everything, and a bell that says where it rings. */
    private Configuration instance(Order order, String address) {
        Share store = new Share(log);
        store.own(address.equals("b:1"));
        store.owners.change("b:1");
        Configuration axon = configurer(order, store, address).start();
        running.add(axon);
        axon.commandBus().subscribe(Ring.class.getName(), command -> ring((Ring) command.getPayload(), address));
        return axon;
    }

    /** Where it rings; a bell that is stuck comes to it long after its deadline, so that none waits for it for ever. */
    private String ring(Ring ring, String where) {
        if (!ring.id().equals("stuck")) {
            return where;
        }
        try {
            return end.await(5, TimeUnit.SECONDS) ? "ended" : "overdue";
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    @AfterEach
    void close() {
        end.countDown();
        running.forEach(Configuration::shutdown);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void a_command_goes_to_the_owner_and_its_handler_has_a_deadline_there(Order order) {
        Configuration a = instance(order, "a:1");
        Configuration b = instance(order, "b:1");

        assertThat(send(a, "x")).isEqualTo("b:1");
        assertThatExceptionOfType(HandlerOverdueException.class).isThrownBy(() -> send(b, "stuck"));
        assertThatExceptionOfType(OwnerUnavailableException.class)
                .isThrownBy(() -> send(a, "stuck"))
                .withMessageContaining("took longer than PT0.1S");
    }

    private static String send(Configuration to, String bell) {
        return to.commandGateway().sendAndWait(new Ring(bell));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void a_deadline_that_the_bus_here_would_not_keep_is_refused(Order order) {
        Configurer both = configurer(order, new Share(log), "a:1");

        assertThatIllegalStateException()
                .isThrownBy(() -> both.buildConfiguration().commandBus())
                .withMessageContaining("AxonWiring.deadlineBus");
    }
}
