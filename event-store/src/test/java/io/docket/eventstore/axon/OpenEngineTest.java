package io.docket.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.eventstore.InMemoryEventStore;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.UnreadableEventException;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.junit.jupiter.api.Test;

class OpenEngineTest {
    private final InMemoryEventStore store = new InMemoryEventStore();
    private final KafkaEventStorageEngine engine = OpenEngine.on(store);

    record Counted(int count) {}

    @Revision("2")
    record Measured(int amount) {}

    @Test
    void the_log_holds_the_payload_as_json_with_what_has_no_place_in_the_envelope() {
        engine.appendEvents(new GenericDomainEventMessage<>(
                "Meter", "any id: 1/2", 0, new Measured(3), Map.of("key", "value", EnvelopeMetaData.ACTOR, "alice")));

        StoredEvent stored =
                store.read("acme/aggregate/any id: 1/2", 1).findFirst().orElseThrow();
        assertThat(stored.event().type()).isEqualTo(Measured.class.getName() + "#2");
        assertThat(stored.event().actor()).isEqualTo("alice");
        JsonNode data = Json.tree(stored.event().data());
        assertThat(data.get("payload").get("amount").asInt()).isEqualTo(3);
        assertThat(data.get("metaData").get("key").asText()).isEqualTo("value");
        assertThat(data.get("aggregateType").asText()).isEqualTo("Meter");
    }

    @Test
    void an_aggregate_is_read_as_it_was_published() {
        engine.appendEvents(new GenericDomainEventMessage<>("Meter", "m", 0, new Measured(3), Map.of("key", "value")));

        DomainEventMessage<?> read = engine.readEvents("m").next();

        assertThat(read.getPayload()).isEqualTo(new Measured(3));
        assertThat(read.getMetaData()).containsEntry("key", "value");
        assertThat(read.getType()).isEqualTo("Meter");
        assertThat(read.getAggregateIdentifier()).isEqualTo("m");
    }

    @Test
    void an_aggregate_whose_first_events_are_elsewhere_goes_on_with_its_numbers() {
        engine.appendEvents(counted(7), counted(8));
        engine.appendEvents(counted(9));

        assertThat(engine.readEvents("m", 8).asStream().map(DomainEventMessage::getSequenceNumber))
                .containsExactly(8L, 9L);
        assertThat(engine.lastSequenceNumberFor("m")).contains(9L);
        for (long wrong : new long[] {0, 3, 9, 11}) {
            assertThatExceptionOfType(ConcurrencyException.class).isThrownBy(() -> engine.appendEvents(counted(wrong)));
        }
    }

    @Test
    void an_event_of_no_aggregate_goes_with_those_of_the_aggregate() {
        engine.appendEvents(List.of(new GenericEventMessage<>("loose"), counted(0)));

        assertThat(store.requests().getFirst().root()).isEqualTo("m");
        assertThat(engine.readEvents(null, false).map(event -> event instanceof DomainEventMessage<?>))
                .containsExactly(false, true);
    }

    @Test
    void axons_upcasters_work_on_aggregates_and_on_the_whole_log() {
        engine.appendEvents(counted(0));
        KafkaEventStorageEngine newer = new KafkaEventStorageEngine(
                OpenEngine.settings(store).withUpcasters(new EventUpcasterChain(new CountedBecameMeasured())));

        assertThat(newer.readEvents("m").next().getPayload()).isEqualTo(new Measured(10));
        assertThat(newer.readEvents(null, false).<Object>map(TrackedEventMessage::getPayload))
                .containsExactly(new Measured(10));
        assertThat(engine.readEvents("m").next().getPayload()).isEqualTo(new Counted(1));
    }

    @Test
    void an_unknown_type_ends_the_reading_of_its_aggregate_and_of_no_other() {
        KafkaEventStorageEngine forgetful = new KafkaEventStorageEngine(OpenEngine.settings(store)
                .withUpcasters(new EventUpcasterChain(new RenamedTo("com.example.Gone", Counted.class))));
        engine.appendEvents(counted(0));
        engine.appendEvents(new GenericDomainEventMessage<>("Meter", "other", 0, new Measured(1)));

        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> forgetful.readEvents("m").next())
                .satisfies(unreadable -> assertThat(unreadable.type()).isEqualTo("com.example.Gone"));

        assertThat(forgetful.readEvents("other").next().getPayload()).isEqualTo(new Measured(1));
        assertThat(forgetful.readEvents(null, false).<Object>map(TrackedEventMessage::getPayload))
                .hasSize(2)
                .anyMatch(UnknownSerializedType.class::isInstance);
    }

    @Test
    void data_that_does_not_fit_its_type_is_the_same_error() {
        KafkaEventStorageEngine confused = new KafkaEventStorageEngine(OpenEngine.settings(store)
                .withUpcasters(new EventUpcasterChain(new RenamedTo("java.time.Instant", Counted.class))));
        engine.appendEvents(counted(0));

        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> confused.readEvents("m").next())
                .withMessageContaining("event m 1");
    }

    private static DomainEventMessage<?> counted(long number) {
        return new GenericDomainEventMessage<>("Meter", "m", number, new Counted(1));
    }

    private static final class CountedBecameMeasured extends SingleEventUpcaster {
        @Override
        protected boolean canUpcast(IntermediateEventRepresentation event) {
            return event.getType().equals(new SimpleSerializedType(Counted.class.getName(), null));
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
            return event.upcastPayload(
                    new SimpleSerializedType(Measured.class.getName(), "2"),
                    ObjectNode.class,
                    data -> Json.mapper()
                            .createObjectNode()
                            .put("amount", 10 * data.get("count").asInt()));
        }
    }

    private static final class RenamedTo extends SingleEventUpcaster {
        private final String name;
        private final Class<?> from;

        RenamedTo(String name, Class<?> from) {
            this.name = name;
            this.from = from;
        }

        @Override
        protected boolean canUpcast(IntermediateEventRepresentation event) {
            return event.getType().getName().equals(from.getName());
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
            return event.upcastPayload(new SimpleSerializedType(name, null), JsonNode.class, data -> data);
        }
    }
}
