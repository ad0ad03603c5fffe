package io.docket.command.aggregate;

import io.docket.command.decision.EntityKind;
import io.docket.contracts.event.DomainEvent;
import io.docket.eventstore.axon.EnvelopeMetaData;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.jspecify.annotations.Nullable;

/**
 * A thin shell around the state of one entity: Axon loads, locks and caches it, the domain decides and evolves.
 *
 * <p>A snapshot is made of its fields. The {@link org.axonframework.serialization.Revision} of its class changes with what a
 * state consists of, and with what events make of it.
 *
 * @param <S> state
 * @param <E> events
 */
abstract class EventSourced<S, E extends DomainEvent> {
    @AggregateIdentifier
    private @Nullable String stream;

    private @Nullable S state;

    /** For Axon, which replays the history into it. */
    EventSourced() {}

    /** A new entity. */
    EventSourced(String stream, List<? extends DomainEvent> events) {
        this.stream = stream;
        events.forEach(AggregateLifecycle::apply);
    }

    abstract EntityKind<S, E> kind();

    S state() {
        if (state == null) {
            throw new IllegalStateException(stream + " has no event");
        }
        return state;
    }

    void apply(List<? extends DomainEvent> events) {
        events.forEach(AggregateLifecycle::apply);
    }

    @EventSourcingHandler
    void on(DomainEvent event, DomainEventMessage<?> message) {
        if (stream == null) {
            stream = message.getAggregateIdentifier();
        }
        String actor = (String) message.getMetaData().get(EnvelopeMetaData.ACTOR);
        state = kind().evolution().evolve(state, kind().event().cast(event), actor);
    }
}
