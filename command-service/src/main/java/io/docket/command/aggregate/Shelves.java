package io.docket.command.aggregate;

import io.docket.command.casetype.CaseTypeState;
import io.docket.command.casework.CaseState;
import io.docket.command.decision.EntityKind;
import io.docket.command.process.ProcessState;
import io.docket.command.process.deploy.ProcessDefinitionState;
import io.docket.command.record.RecordState;
import io.docket.command.record.RecordTypeState;
import io.docket.command.task.TaskState;
import io.docket.contracts.event.DomainEvent;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.axon.AggregateCache;
import io.docket.eventstore.axon.AxonWiring;
import java.util.Map;
import org.axonframework.config.Configuration;

/** The repositories of every kind of entity, in one Axon configuration. */
final class Shelves implements AutoCloseable {
    private final Configuration axon;
    private final Map<EntityKind<?, ?>, Shelf<?, ?>> byKind;

    private Shelves(Configuration axon) {
        this.axon = axon;
        this.byKind = Map.of(
                CaseState.KIND, new Shelf<>(axon.repository(CaseAggregate.class), CaseAggregate::new),
                TaskState.KIND, new Shelf<>(axon.repository(TaskAggregate.class), TaskAggregate::new),
                CaseTypeState.KIND, new Shelf<>(axon.repository(CaseTypeAggregate.class), CaseTypeAggregate::new),
                ProcessState.KIND, new Shelf<>(axon.repository(ProcessAggregate.class), ProcessAggregate::new),
                ProcessDefinitionState.KIND,
                        new Shelf<>(axon.repository(ProcessDefinitionAggregate.class), ProcessDefinitionAggregate::new),
                RecordTypeState.KIND, new Shelf<>(axon.repository(RecordTypeAggregate.class), RecordTypeAggregate::new),
                RecordState.KIND, new Shelf<>(axon.repository(RecordAggregate.class), RecordAggregate::new));
    }

    /** Axon on the event store, with at most so many entities kept in memory. */
    static Shelves open(EventStore store, int maxCachedEntities) {
        AggregateCache cache = AggregateCache.of(store, maxCachedEntities);
        return new Shelves(AxonWiring.configurer(store, new CatalogMapping())
                .configureAggregate(AxonWiring.aggregate(CaseAggregate.class, cache))
                .configureAggregate(AxonWiring.aggregate(TaskAggregate.class, cache))
                .configureAggregate(AxonWiring.aggregate(CaseTypeAggregate.class, cache))
                .configureAggregate(AxonWiring.aggregate(ProcessAggregate.class, cache))
                .configureAggregate(AxonWiring.aggregate(ProcessDefinitionAggregate.class, cache))
                .configureAggregate(AxonWiring.aggregate(RecordTypeAggregate.class, cache))
                .configureAggregate(AxonWiring.aggregate(RecordAggregate.class, cache))
                .start());
    }

    @SuppressWarnings("unchecked")
    <S, E extends DomainEvent> Shelf<? extends EventSourced<S, E>, E> of(EntityKind<S, E> kind) {
        return (Shelf<? extends EventSourced<S, E>, E>) byKind.get(kind);
    }

    Configuration axon() {
        return axon;
    }

    @Override
    public void close() {
        axon.shutdown();
    }
}
