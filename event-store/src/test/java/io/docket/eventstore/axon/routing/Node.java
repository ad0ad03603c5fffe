package io.docket.eventstore.axon.routing;

import io.docket.eventstore.InMemoryEventStore;
import io.docket.eventstore.axon.AggregateCache;
import io.docket.eventstore.axon.AxonWiring;
import io.docket.eventstore.axon.StreamNaming;
import io.docket.eventstore.example.Meter;
import java.util.Map;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** An instance with meters, and with a bell that does what a test wants. */
final class Node implements AutoCloseable {
    static final StreamNaming NAMING = StreamNaming.opaque("acme", "aggregate");

    final Share store;
    final CommandGateway commands;
    private final Configuration axon;

    record Ring(@TargetAggregateIdentifier String id) {}

    record Announce(String words) {}

    Node(String address, InMemoryEventStore log, Network network) {
        store = new Share(log);
        axon = Routing.of(store, NAMING, network.at(address))
                .on(AxonWiring.configurer(store, "acme", "/meters"))
                .configureAggregate(AxonWiring.aggregate(Meter.class, AggregateCache.of(store, NAMING, 100)))
                .start();
        commands = axon.commandGateway();
    }

    /** What a bell does here. */
    void onRing(Function<Ring, Object> handler) {
        on(Ring.class, handler);
    }

    <C> void on(Class<C> type, Function<C, Object> handler) {
        axon.commandBus().subscribe(type.getName(), command -> handler.apply(type.cast(command.getPayload())));
    }

    void publish(String id, long number, Object payload) {
        axon.eventStore().publish(new GenericDomainEventMessage<>("Bell", id, number, payload));
    }

    <R> R send(Object command) {
        return commands.sendAndWait(command);
    }

    static CommandMessage<?> keyed(Object command, String key) {
        return GenericCommandMessage.asCommandMessage(command)
                .andMetaData(Map.of(RoutingCommandBus.IDEMPOTENCY_KEY, key));
    }

    @Override
    public void close() {
        axon.shutdown();
    }
}
