package io.docket.eventstore.axon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.json.Json;
import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.StreamId;
import io.docket.eventstore.adapter.Adapter;
import io.docket.eventstore.axon.routing.Routing;
import io.docket.eventstore.axon.routing.RoutingCommandBus;
import io.docket.eventstore.route.Reply;
import io.docket.eventstore.route.Transport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.jspecify.annotations.Nullable;

/** Axon 4 as the suite drives it. */
final class Axon4Adapter implements Adapter {
    private static final StreamNaming NAMING = StreamNaming.opaque("acme", "aggregate");

    private final EventStore store;
    private final KafkaEventStorageEngine engine;
    private final Configuration axon;

    Axon4Adapter(EventStore store) {
        this(store, OpenEngine.on(store));
    }

    private Axon4Adapter(EventStore store, KafkaEventStorageEngine engine) {
        this.store = store;
        this.engine = engine;
        this.axon = Routing.of(store, NAMING, new Nobody())
                .on(AxonWiring.configurer(store, "acme", "/test"))
                .configureAggregate(AxonWiring.aggregate(Sum.class, AggregateCache.of(store, NAMING, 100)))
                .start();
    }

    EventStore store() {
        return store;
    }

    @Override
    public void append(List<Added> events) {
        engine.appendEvents(events.stream()
                .map(event -> new GenericDomainEventMessage<>(
                        "Sum", event.sum(), event.number(), new Sum.AmountAdded(event.sum(), event.amount())))
                .toList());
    }

    @Override
    public void appendUnknown(String sum) {
        StreamId stream = NAMING.streamOf(sum);
        long number = store.head(stream.toString());
        byte[] data = Json.bytes(
                Map.of("aggregateType", "Sum", "number", number, "metaData", Map.of(), "payload", Map.of("amount", 1)));
        String root = store.rootOf(stream.toString());
        EventEnvelope unknown = new EventEnvelope(
                UuidCreator.getTimeOrderedEpoch().toString(),
                "/test",
                "com.example.Gone",
                stream.subject(),
                root,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                number + 1,
                stream.tenant(),
                "alice",
                null,
                "command",
                "correlation",
                "causation",
                0,
                null,
                null,
                null,
                null,
                data);
        store.appendAndWait(AppendRequest.of(root, List.of(unknown)), KafkaEventStorageEngine.APPEND_TIMEOUT);
    }

    /** True if commands on this sum are carried out here. */
    boolean serves(String sum) {
        String stream = NAMING.streamOf(sum).toString();
        return store.serves(store.partitionOf(store.rootOf(stream)));
    }

    @Override
    public Class<? extends RuntimeException> conflict() {
        return ConcurrencyException.class;
    }

    @Override
    public List<Added> load(String sum) {
        return engine.readEvents(sum).asStream().map(Axon4Adapter::added).toList();
    }

    private static Added added(DomainEventMessage<?> event) {
        return new Added(
                event.getAggregateIdentifier(),
                event.getSequenceNumber(),
                ((Sum.AmountAdded) event.getPayload()).amount());
    }

    @Override
    public int add(String sum, int amount, String idempotencyKey) {
        return axon.commandGateway()
                .<Integer>sendAndWait(GenericCommandMessage.asCommandMessage(new Sum.Add(sum, amount))
                        .andMetaData(Map.of(RoutingCommandBus.IDEMPOTENCY_KEY, idempotencyKey)));
    }

    @Override
    public void storeSnapshot(Total total) {
        engine.storeSnapshot(
                new GenericDomainEventMessage<>("Sum", total.sum(), total.number(), new Sum.TotalOf(total.amount())));
    }

    @Override
    public Optional<Total> snapshot(String sum) {
        return engine.readSnapshot(sum)
                .map(snapshot -> new Total(
                        snapshot.getAggregateIdentifier(),
                        snapshot.getSequenceNumber(),
                        ((Sum.TotalOf) snapshot.getPayload()).total()));
    }

    @Override
    public Page follow(@Nullable String token, int limit) {
        try (Stream<? extends TrackedEventMessage<?>> events = engine.readEvents(read(token), false)) {
            List<? extends TrackedEventMessage<?>> page = events.limit(limit).toList();
            return new Page(
                    page.stream()
                            .map(event -> added((DomainEventMessage<?>) event))
                            .toList(),
                    page.isEmpty() ? token : write(page.getLast().trackingToken()));
        }
    }

    private static String write(TrackingToken token) {
        return OpenEngine.SERIALIZER.serialize(token, String.class).getData();
    }

    private static @Nullable TrackingToken read(@Nullable String token) {
        return token == null
                ? null
                : OpenEngine.SERIALIZER.deserialize(new SimpleSerializedObject<>(
                        token, String.class, new SimpleSerializedType(LogToken.class.getName(), null)));
    }

    @Override
    public Adapter upcasting() {
        return new Axon4Adapter(
                store,
                new KafkaEventStorageEngine(
                        OpenEngine.settings(store).withUpcasters(new EventUpcasterChain(new Tenfold()))));
    }

    @Override
    public void close() {
        axon.shutdown();
    }

    private static final class Tenfold extends SingleEventUpcaster {
        private static final String NAME = Sum.AmountAdded.class.getName();

        @Override
        protected boolean canUpcast(IntermediateEventRepresentation event) {
            return event.getType().equals(new SimpleSerializedType(NAME, null));
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
            return event.upcastPayload(
                    new SimpleSerializedType(NAME, "2"),
                    ObjectNode.class,
                    data -> data.put("amount", 10 * data.get("amount").asInt()));
        }
    }

    /** One instance alone has nobody to ask. */
    private static final class Nobody implements Transport {
        @Override
        public String address() {
            return "alone:1";
        }

        @Override
        public Reply<byte[]> ask(String address, byte[] question) {
            return new Reply.NotAsked<>("nobody is there");
        }

        @Override
        public void answerWith(UnaryOperator<byte[]> answers) {
            // nobody asks
        }
    }
}
