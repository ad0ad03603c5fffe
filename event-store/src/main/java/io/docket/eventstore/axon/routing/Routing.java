package io.docket.eventstore.axon.routing;

import io.docket.eventstore.EventStore;
import io.docket.eventstore.axon.AxonWiring;
import io.docket.eventstore.axon.StreamNaming;
import io.docket.eventstore.axon.deadline.HandlerDeadline;
import io.docket.eventstore.route.Transport;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.distributed.AnnotationRoutingStrategy;
import org.axonframework.commandhandling.distributed.RoutingStrategy;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;

/**
 * What a {@link RoutingCommandBus} needs to know.
 *
 * @param store where the events are: an instance that publishes the transport's address
 * @param naming which stream holds the events of an aggregate: as the cache and the engine have it
 * @param transport how instances ask each other; stays the caller's to close
 * @param targets identifier of the aggregate that a command names; {@code null} if it names none: then it stays here
 */
public record Routing(EventStore store, StreamNaming naming, Transport transport, RoutingStrategy targets) {
    /** The aggregate that a command names is what it annotates, as Axon has it: {@code @TargetAggregateIdentifier}. */
    public static Routing of(EventStore store, StreamNaming naming, Transport transport) {
        return new Routing(store, naming, transport, annotated());
    }

    static RoutingStrategy annotated() {
        return AnnotationRoutingStrategy.builder()
                .fallbackRoutingStrategy(command -> null)
                .build();
    }

    /** The same configurer, with commands that go to the owners of their aggregates. */
    public Configurer on(Configurer configurer) {
        return routed(configurer, AxonWiring::carryingOut);
    }

    /**
     * The same with another bus for what is carried out here. With {@link AxonWiring#withDeadline} besides, the configuration does
     * not start: an {@link IllegalStateException}, as that bus would not keep the deadline.
     *
     * @param local such as {@link AxonWiring#deadlineBus}
     */
    public Configurer on(Configurer configurer, Function<Configuration, CommandBus> local) {
        return routed(configurer, configuration -> {
            if (configuration.getComponent(HandlerDeadline.class) != null) {
                throw new IllegalStateException("a deadline, and another bus for what is carried out here:"
                        + " leave out the bus, or give AxonWiring.deadlineBus in place of withDeadline");
            }
            return local.apply(configuration);
        });
    }

    private Configurer routed(Configurer configurer, Function<Configuration, CommandBus> local) {
        RoutedBus bus = configuration ->
                RoutingCommandBus.over(local.apply(configuration), this, configuration.messageSerializer());
        return configurer
                .registerComponent(RoutedBus.class, configuration -> bus)
                .configureCommandBus(bus::of);
    }
}
