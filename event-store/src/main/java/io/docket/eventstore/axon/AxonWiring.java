package io.docket.eventstore.axon;

import io.docket.contracts.json.Json;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.axon.deadline.DeadlineCommandBus;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.json.JacksonSerializer;

/**
 * How Axon Framework is put on an {@link EventStore}:
 *
 * <pre>{@code
 * AggregateCache cache = AggregateCache.of(store, 100_000);
 * Configuration axon = AxonWiring.configurer(store, types)
 *         .configureAggregate(AxonWiring.aggregate(Case.class, cache))
 *         .start();
 * }</pre>
 *
 * <p>Commands run on the thread that dispatches them, which waits for the commit: dispatch on virtual threads. Nothing
 * is found by scanning, nothing reports usage.
 */
public final class AxonWiring {
    /** How long a command waits for the ones before it on the same aggregate. */
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(20);

    private AxonWiring() {}

    /** A configurer without aggregates: JSON, this store, and the envelope's metadata copied from command to event. */
    public static Configurer configurer(EventStore store, EventTypeMapping types) {
        return configurer(serializer -> EngineSettings.platform(store, types, serializer));
    }

    /**
     * A configurer without aggregates for a domain without a catalogue of types: any aggregate identifier, any metadata.
     *
     * @param tenant owner of all data, without {@code /}
     * @param source source of the events, as CloudEvents knows it
     */
    public static Configurer configurer(EventStore store, String tenant, String source) {
        return configurer(serializer -> EngineSettings.open(store, serializer, tenant, source));
    }

    private static Configurer configurer(Function<Serializer, EngineSettings> settings) {
        Serializer serializer =
                JacksonSerializer.builder().objectMapper(Json.mapper().copy()).build();
        return DefaultConfigurer.defaultConfiguration(false)
                .configureSerializer(configuration -> serializer)
                .configureEmbeddedEventStore(configuration -> new KafkaEventStorageEngine(settings.apply(serializer)
                        .withUpcasters(configuration.upcasterChain())
                        .withSnapshotFilter(configuration.snapshotFilter())))
                .configureCorrelationDataProviders(
                        configuration -> List.of(new SimpleCorrelationDataProvider(EnvelopeMetaData.keys())));
    }

    /**
     * The same configurer with a deadline for every handler, see {@link DeadlineCommandBus}.
     *
     * @param deadline how long a handler may take; longer than a command may have to wait for its aggregate
     * @param maxOverdue handlers that may be overdue and still running
     */
    public static Configurer withDeadline(Configurer configurer, Duration deadline, int maxOverdue) {
        return configurer.configureCommandBus(configuration -> {
            CommandBus sync = SimpleCommandBus.builder().build();
            sync.registerHandlerInterceptor(new CorrelationDataInterceptor<>(configuration.correlationDataProviders()));
            DeadlineCommandBus bus = new DeadlineCommandBus(sync, deadline, maxOverdue);
            configuration.onShutdown(bus::close);
            return bus;
        });
    }

    /** An aggregate that is event-sourced and kept in the cache while its partition is owned. */
    public static <A> AggregateConfigurer<A> aggregate(Class<A> type, AggregateCache cache) {
        AggregateLocks locks = new AggregateLocks(LOCK_PATIENCE);
        return AggregateConfigurer.defaultConfiguration(type)
                .configureCache(configuration -> cache)
                .configureCommandTargetResolver(configuration -> new CommandTargets())
                .configureLockFactory(configuration -> locks);
    }
}
