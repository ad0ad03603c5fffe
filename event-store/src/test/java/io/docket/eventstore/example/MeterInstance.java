package io.docket.eventstore.example;

import io.docket.eventstore.EventStore;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.EventStoreConfig.Cluster;
import io.docket.eventstore.KafkaEventStore;
import io.docket.eventstore.axon.AggregateCache;
import io.docket.eventstore.axon.AxonWiring;
import io.docket.eventstore.axon.StreamNaming;
import io.docket.eventstore.axon.routing.Routing;
import io.docket.eventstore.route.grpc.GrpcTransport;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.Configuration;

/** One of several instances that share all meters. */
public final class MeterInstance implements AutoCloseable {
    private static final StreamNaming NAMING = StreamNaming.opaque("acme", "aggregate");

    private final GrpcTransport transport;
    private final EventStore store;
    private final Configuration axon;

    /** @param host where the other instances reach this one */
    public MeterInstance(EventStoreConfig config, String host, int port) {
        transport = GrpcTransport.on(host, port);
        store = KafkaEventStore.open(
                config.withCluster(new Cluster(config.cluster().owners(), transport.address(), 0)));
        axon = Routing.of(store, NAMING, transport)
                .on(AxonWiring.configurer(store, "acme", "/meters"))
                .configureAggregate(AxonWiring.aggregate(Meter.class, AggregateCache.of(store, NAMING, 1_000)))
                .start();
    }

    /** Takes commands for all meters. */
    public CommandGateway commands() {
        return axon.commandGateway();
    }

    public EventStore store() {
        return store;
    }

    @Override
    public void close() {
        transport.close();
        axon.shutdown();
        store.close();
    }
}
