package io.docket.command.aggregate;

import io.docket.command.casetype.CaseTypeState;
import io.docket.command.casework.CaseState;
import io.docket.command.decision.EntityKind;
import io.docket.command.notification.NotificationState;
import io.docket.command.process.ProcessState;
import io.docket.command.process.deploy.ProcessDefinitionState;
import io.docket.command.record.RecordState;
import io.docket.command.record.RecordTypeState;
import io.docket.command.schedule.ScheduleState;
import io.docket.command.signal.SignalState;
import io.docket.command.task.TaskState;
import io.docket.contracts.event.DomainEvent;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.axon.AggregateCache;
import io.docket.eventstore.axon.AxonWiring;
import io.docket.eventstore.axon.deadline.DeadlineCommandBus;
import java.time.Duration;
import java.util.Map;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;

/** The repositories of every kind of entity, in one Axon configuration. */
final class Shelves implements AutoCloseable {
    /** Decisions that may be overdue and still under way; one command more is refused. */
    private static final int MAX_OVERDUE = 64;

    private final Configuration axon;
    private final Map<EntityKind<?, ?>, Shelf<?, ?>> byKind;

    private Shelves(Configuration axon) {
        this.axon = axon;
        this.byKind = Map.ofEntries(
                Map.entry(CaseState.KIND, new Shelf<>(axon.repository(CaseAggregate.class), CaseAggregate::new)),
                Map.entry(TaskState.KIND, new Shelf<>(axon.repository(TaskAggregate.class), TaskAggregate::new)),
                Map.entry(
                        CaseTypeState.KIND,
                        new Shelf<>(axon.repository(CaseTypeAggregate.class), CaseTypeAggregate::new)),
                Map.entry(
                        ProcessState.KIND, new Shelf<>(axon.repository(ProcessAggregate.class), ProcessAggregate::new)),
                Map.entry(
                        ProcessDefinitionState.KIND,
                        new Shelf<>(
                                axon.repository(ProcessDefinitionAggregate.class), ProcessDefinitionAggregate::new)),
                Map.entry(
                        RecordTypeState.KIND,
                        new Shelf<>(axon.repository(RecordTypeAggregate.class), RecordTypeAggregate::new)),
                Map.entry(RecordState.KIND, new Shelf<>(axon.repository(RecordAggregate.class), RecordAggregate::new)),
                Map.entry(SignalState.KIND, new Shelf<>(axon.repository(SignalAggregate.class), SignalAggregate::new)),
                Map.entry(
                        NotificationState.KIND,
                        new Shelf<>(axon.repository(NotificationAggregate.class), NotificationAggregate::new)),
                Map.entry(
                        ScheduleState.KIND,
                        new Shelf<>(axon.repository(ScheduleAggregate.class), ScheduleAggregate::new)));
    }

    /**
     * Axon on the event store.
     *
     * @param maxCachedEntities entities kept in memory
     * @param deadline how long a decision may take
     */
    static Shelves open(EventStore store, int maxCachedEntities, Duration deadline) {
        AggregateCache cache = AggregateCache.of(store, maxCachedEntities);
        Configurer configurer =
                AxonWiring.withDeadline(AxonWiring.configurer(store, new CatalogMapping()), deadline, MAX_OVERDUE);
        return new Shelves(configurer
                .configureAggregate(AxonWiring.aggregate(CaseAggregate.class, cache))
                .configureAggregate(AxonWiring.aggregate(TaskAggregate.class, cache))
                .configureAggregate(AxonWiring.aggregate(CaseTypeAggregate.class, cache))
                .configureAggregate(AxonWiring.aggregate(ProcessAggregate.class, cache))
                .configureAggregate(AxonWiring.aggregate(ProcessDefinitionAggregate.class, cache))
                .configureAggregate(AxonWiring.aggregate(RecordTypeAggregate.class, cache))
                .configureAggregate(AxonWiring.aggregate(RecordAggregate.class, cache))
                .configureAggregate(AxonWiring.aggregate(SignalAggregate.class, cache))
                .configureAggregate(AxonWiring.aggregate(NotificationAggregate.class, cache))
                .configureAggregate(AxonWiring.aggregate(ScheduleAggregate.class, cache))
                .start());
    }

    @SuppressWarnings("unchecked")
    <S, E extends DomainEvent> Shelf<? extends EventSourced<S, E>, E> of(EntityKind<S, E> kind) {
        return (Shelf<? extends EventSourced<S, E>, E>) byKind.get(kind);
    }

    DeadlineCommandBus bus() {
        return (DeadlineCommandBus) axon.commandBus();
    }

    @Override
    public void close() {
        axon.shutdown();
    }
}
