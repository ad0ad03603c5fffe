package io.docket.eventstore.axon;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.docket.contracts.json.Json;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.axon.deadline.DeadlineCommandBus;
import io.docket.eventstore.axon.deadline.HandlerDeadline;
import io.docket.eventstore.axon.routing.OnceCommandBus;
import io.docket.eventstore.axon.routing.RoutedBus;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
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
 * <p>Commands run on the thread that dispatches them, which waits for the commit: dispatch on virtual threads. One with an
 * {@value OnceCommandBus#IDEMPOTENCY_KEY} in its metadata is carried out once ({@link OnceCommandBus}). Nothing is found by
 * scanning, nothing reports usage.
 */
public final class AxonWiring {
    private AxonWiring() {}

    /** A configurer without aggregates: JSON, this store, and the envelope's metadata copied from command to event. */
    public static Configurer configurer(EventStore store, EventTypeMapping types) {
        return configurer(
                new KeyScope(store, StreamNaming.streamNames()),
                serializer -> EngineSettings.platform(store, types, serializer));
    }

    /**
     * A configurer without aggregates for a domain without a catalogue of types: any aggregate identifier, any metadata.
     *
     * @param tenant owner of all data, without {@code /}
     * @param source source of the events, as CloudEvents knows it
     */
    public static Configurer configurer(EventStore store, String tenant, String source) {
        return configurer(
                new KeyScope(store, StreamNaming.opaque(tenant, EngineSettings.OPEN_ENTITY)),
                serializer -> EngineSettings.open(store, serializer, tenant, source));
    }

    /**
     * A cache for the aggregates of {@link #configurer(EventStore, String, String)}.
     *
     * @param tenant owner of all data, as the configurer has it
     * @param maxAggregates live aggregates at most
     */
    public static AggregateCache cache(EventStore store, String tenant, int maxAggregates) {
        return cache(store, tenant, CacheLimits.of(maxAggregates));
    }

    /** The same with a bound on its bytes, too. */
    public static AggregateCache cache(EventStore store, String tenant, CacheLimits limits) {
        return AggregateCache.of(store, StreamNaming.opaque(tenant, EngineSettings.OPEN_ENTITY), limits);
    }

    private static Configurer configurer(KeyScope keys, Function<Serializer, EngineSettings> settings) {
        Serializer serializer =
                JacksonSerializer.builder().objectMapper(Json.mapper().copy()).build();
        return DefaultConfigurer.defaultConfiguration(false)
                .configureSerializer(configuration -> serializer)
                .registerComponent(KeyScope.class, configuration -> keys)
                .configureCommandBus(configuration -> once(configuration, bus(configuration)))
                .configureEmbeddedEventStore(configuration -> new KafkaEventStorageEngine(settings.apply(serializer)
                        .withUpcasters(configuration.upcasterChain())
                        .withSnapshots(snapshotSerializer(), configuration.snapshotFilter())))
                .configureSnapshotter(BackgroundSnapshots::of)
                .configureCorrelationDataProviders(
                        configuration -> List.of(new SimpleCorrelationDataProvider(EnvelopeMetaData.keys())));
    }

    /**
     * The same configurer with a deadline for every handler, see {@link DeadlineCommandBus}. That bus is behind the one that knows
     * keys, and behind the one that reaches the owners if the configurer is routed, before or after: who needs its figures makes
     * it with {@link #deadlineBus}.
     *
     * @param deadline how long a handler may take; longer than a command may have to wait for its aggregate
     * @param maxOverdue handlers that may be overdue and still running
     */
    public static Configurer withDeadline(Configurer configurer, Duration deadline, int maxOverdue) {
        return configurer
                .registerComponent(HandlerDeadline.class, configuration -> new HandlerDeadline(deadline, maxOverdue))
                .configureCommandBus(configuration -> {
                    RoutedBus routed = configuration.getComponent(RoutedBus.class);
                    return routed == null ? once(configuration, carryingOut(configuration)) : routed.of(configuration);
                });
    }

    /** The bus for what is carried out here: with the deadline that the configuration has for every handler, if it has one. */
    public static CommandBus carryingOut(Configuration configuration) {
        HandlerDeadline deadline = configuration.getComponent(HandlerDeadline.class);
        return deadline == null
                ? bus(configuration)
                : deadlineBus(deadline.each(), deadline.maxOverdue()).apply(configuration);
    }

    /**
     * Where the keys of a configuration's commands are kept.
     *
     * @param store where the events are
     * @param naming which stream holds the events of an aggregate
     */
    private record KeyScope(EventStore store, StreamNaming naming) {}

    /** The same bus, on which a command with a key is carried out once. */
    private static CommandBus once(Configuration configuration, CommandBus bus) {
        KeyScope keys = configuration.getComponent(KeyScope.class);
        return keys == null
                ? bus
                : OnceCommandBus.over(bus, keys.store(), keys.naming(), configuration.messageSerializer());
    }

    /** The bus with a deadline for every handler alone, to put another one before it. */
    public static Function<Configuration, CommandBus> deadlineBus(Duration deadline, int maxOverdue) {
        return configuration -> {
            DeadlineCommandBus bus = new DeadlineCommandBus(bus(configuration), deadline, maxOverdue);
            configuration.onShutdown(bus::close);
            return bus;
        };
    }

    /** A bus that carries commands out on the thread that dispatches them, with the correlation data of a configuration. */
    public static CommandBus bus(Configuration configuration) {
        CommandBus bus = SimpleCommandBus.builder()
                .messageMonitor(configuration.messageMonitor(SimpleCommandBus.class, "commandBus"))
                .build();
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(configuration.correlationDataProviders()));
        return bus;
    }

    /**
     * An aggregate that is event-sourced, kept in the cache while its partition is owned, and snapshotted now and then.
     *
     * <p>A snapshot is made of all fields of the aggregate but the transient ones, whatever it shows of them. One that was
     * taken when the class had another {@link org.axonframework.serialization.Revision} is not used: change the revision
     * with the fields, or with what the handlers of events make of them.
     */
    public static <A> AggregateConfigurer<A> aggregate(Class<A> type, AggregateCache cache) {
        return aggregate(type, cache, AggregateSettings.DEFAULT);
    }

    /** The same with other settings. */
    public static <A> AggregateConfigurer<A> aggregate(
            Class<A> type, AggregateCache cache, AggregateSettings settings) {
        AggregateLocks locks = new AggregateLocks(settings.patience());
        return AggregateConfigurer.defaultConfiguration(type)
                .configureCache(configuration -> cache)
                .configureCommandTargetResolver(configuration -> new CommandTargets())
                .configureSnapshotTrigger(configuration -> trigger(configuration, settings.snapshotEvery()))
                .configureLockFactory(configuration -> locks);
    }

    private static SnapshotTriggerDefinition trigger(Configuration configuration, int snapshotEvery) {
        return snapshotEvery == 0
                ? NoSnapshotTriggerDefinition.INSTANCE
                : new EventCountSnapshotTriggerDefinition(configuration.snapshotter(), snapshotEvery);
    }

    /** How an aggregate becomes a snapshot: JSON of its fields, also of those that it shows to nobody. */
    public static Serializer snapshotSerializer() {
        ObjectMapper mapper = Json.mapper()
                .copy()
                .setVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                .setVisibility(PropertyAccessor.GETTER, Visibility.NONE)
                .setVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
                .setVisibility(PropertyAccessor.SETTER, Visibility.NONE);
        return JacksonSerializer.builder().objectMapper(mapper).build();
    }
}
