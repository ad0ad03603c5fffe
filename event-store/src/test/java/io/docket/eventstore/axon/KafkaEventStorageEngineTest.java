package io.docket.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.eventstore.Events;
import io.docket.eventstore.InMemoryEventStore;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.json.JacksonSerializer;
import org.junit.jupiter.api.Test;

class KafkaEventStorageEngineTest {
    private final InMemoryEventStore store = new InMemoryEventStore();
    private final KafkaEventStorageEngine engine = new KafkaEventStorageEngine(
            EngineSettings.platform(store, new Account.Types(), JacksonSerializer.defaultSerializer()));

    @Test
    void axon_numbers_from_zero_and_the_log_from_one() {
        engine.appendEvents(opened("a", 0), opened("a", 1));

        assertThat(store.requests().getFirst().events())
                .extracting(EventEnvelope::sequence)
                .containsExactly(1L, 2L);
        assertThat(engine.lastSequenceNumberFor(Account.idOf("a"))).contains(1L);
        assertThat(engine.lastSequenceNumberFor(Account.idOf("b"))).isEmpty();
    }

    @Test
    void an_event_is_read_as_it_was_published() {
        DomainEventMessage<?> event = opened("a", 0);
        engine.appendEvents(event);

        DomainEventMessage<?> read = engine.readEvents(Account.idOf("a")).next();

        assertThat(read.getPayload()).isEqualTo(event.getPayload());
        assertThat(read.getMetaData()).isEqualTo(event.getMetaData());
        assertThat(read.getIdentifier()).isEqualTo(event.getIdentifier());
        assertThat(read.getTimestamp()).isEqualTo(event.getTimestamp());
        assertThat(read.getSequenceNumber()).isZero();
    }

    @Test
    void a_stream_without_events_is_empty() {
        assertThat(engine.readEvents(Account.idOf("a")).hasNext()).isFalse();
    }

    @Test
    void a_conflict_keeps_its_cause() {
        engine.appendEvents(opened("a", 0));

        assertThatExceptionOfType(ConcurrencyException.class)
                .isThrownBy(() -> engine.appendEvents(opened("a", 0)))
                .withMessageContaining("is at 1");
    }

    @Test
    void an_event_of_no_aggregate_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine.appendEvents(new GenericEventMessage<>("loose")))
                .withMessageContaining("only events of an aggregate");
    }

    @Test
    void a_second_append_of_a_unit_of_work_is_refused() {
        UnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(opened("a", 0));
        PendingOutcome.register(unitOfWork, events -> Events.outcome("k"));
        engine.appendEvents(opened("a", 0));

        assertThatIllegalStateException().isThrownBy(() -> engine.appendEvents(List.of(opened("a", 1))));

        unitOfWork.rollback();
        assertThat(store.requests()).hasSize(1);
        assertThat(store.requests().getFirst().outcome()).isNotNull();
    }

    private static DomainEventMessage<?> opened(String account, long axonSequence) {
        return new GenericDomainEventMessage<>(
                "account",
                Account.idOf(account),
                axonSequence,
                new Account.Opened(Account.idOf(account)),
                EnvelopeMetaData.ofCommand("alice", "command-1").toMetaData());
    }
}
