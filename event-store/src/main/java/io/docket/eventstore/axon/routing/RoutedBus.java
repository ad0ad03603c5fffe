package io.docket.eventstore.axon.routing;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.config.Configuration;

/** How a configuration makes the bus that reaches the owners; a component of one that is routed. */
@FunctionalInterface
public interface RoutedBus {
    /**
     * Makes it.
     *
     * @throws IllegalStateException if the configuration has a deadline that its bus would not keep
     */
    CommandBus of(Configuration configuration);
}
