package io.docket.command.aggregate;

import io.docket.command.automation.AutomationState;
import io.docket.command.casetype.CaseTypeState;
import io.docket.command.casework.CaseState;
import io.docket.command.decision.EntityKind;
import io.docket.command.form.FormState;
import io.docket.command.mail.MailState;
import io.docket.command.notification.NotificationState;
import io.docket.command.process.ProcessState;
import io.docket.command.process.deploy.ProcessDefinitionState;
import io.docket.command.process.message.MessageState;
import io.docket.command.queue.QueueState;
import io.docket.command.record.RecordState;
import io.docket.command.record.RecordTypeState;
import io.docket.command.schedule.ScheduleState;
import io.docket.command.signal.SignalState;
import io.docket.command.task.TaskState;
import io.docket.command.template.TemplateState;
import io.docket.contracts.event.DomainEvent;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.axon.AggregateCache;
import io.docket.eventstore.axon.AggregateSettings;
import io.docket.eventstore.axon.AxonWiring;
import io.docket.eventstore.axon.CacheLimits;
import io.docket.eventstore.axon.StreamNaming;
import io.docket.eventstore.axon.deadline.DeadlineCommandBus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;

/** The repositories of every kind of entity, in one Axon configuration. */
final class Shelves implements AutoCloseable {
    /** Decisions that may be overdue and still under way; one command more is refused. */
    private static final int MAX_OVERDUE = 64;

    /** Every kind of entity. */
    static final List<Kind<?, ?, ?>> KINDS = List.of(
            new Kind<>(CaseState.KIND, CaseAggregate.class, CaseAggregate::new),
            new Kind<>(TaskState.KIND, TaskAggregate.class, TaskAggregate::new),
            new Kind<>(CaseTypeState.KIND, CaseTypeAggregate.class, CaseTypeAggregate::new),
            new Kind<>(ProcessState.KIND, ProcessAggregate.class, ProcessAggregate::new),
            new Kind<>(ProcessDefinitionState.KIND, ProcessDefinitionAggregate.class, ProcessDefinitionAggregate::new),
            new Kind<>(MessageState.KIND, MessageAggregate.class, MessageAggregate::new),
            new Kind<>(RecordTypeState.KIND, RecordTypeAggregate.class, RecordTypeAggregate::new),
            new Kind<>(RecordState.KIND, RecordAggregate.class, RecordAggregate::new),
            new Kind<>(FormState.KIND, FormAggregate.class, FormAggregate::new),
            new Kind<>(QueueState.KIND, QueueAggregate.class, QueueAggregate::new),
            new Kind<>(TemplateState.KIND, TemplateAggregate.class, TemplateAggregate::new),
            new Kind<>(MailState.KIND, MailAggregate.class, MailAggregate::new),
            new Kind<>(SignalState.KIND, SignalAggregate.class, SignalAggregate::new),
            new Kind<>(NotificationState.KIND, NotificationAggregate.class, NotificationAggregate::new),
            new Kind<>(ScheduleState.KIND, ScheduleAggregate.class, ScheduleAggregate::new),
            new Kind<>(AutomationState.KIND, AutomationAggregate.class, AutomationAggregate::new));

    private final Configuration axon;
    private final Map<EntityKind<?, ?>, Shelf<?, ?>> byKind;

    private Shelves(Configuration axon) {
        this.axon = axon;
        this.byKind = KINDS.stream().collect(Collectors.toUnmodifiableMap(Kind::kind, kind -> kind.shelf(axon)));
    }

    /**
     * Axon on the event store.
     *
     * @param cached entities kept in memory
     * @param snapshotEvery events of an entity after which a snapshot of it is taken; 0: never
     * @param deadline how long a decision may take; two thirds of it may be spent waiting for the entity
     */
    static Shelves open(EventStore store, CacheLimits cached, int snapshotEvery, Duration deadline) {
        AggregateCache cache = AggregateCache.of(store, StreamNaming.streamNames(), cached);
        AggregateSettings settings = AggregateSettings.DEFAULT
                .withSnapshotEvery(snapshotEvery)
                .withPatience(deadline.multipliedBy(2).dividedBy(3));
        Configurer configurer = AxonWiring.configurer(store, new CatalogMapping())
                .configureCommandBus(AxonWiring.deadlineBus(deadline, MAX_OVERDUE));
        KINDS.forEach(kind -> configurer.configureAggregate(AxonWiring.aggregate(kind.aggregate(), cache, settings)));
        return new Shelves(configurer.start());
    }

    /**
     * A kind of entity as Axon knows it.
     *
     * @param kind what the domain says of it
     * @param aggregate its class, whose revision changes with what a snapshot of it says
     * @param constructor a new one from the name of its stream and its first events
     */
    record Kind<S, E extends DomainEvent, A extends EventSourced<S, E>>(
            EntityKind<S, E> kind, Class<A> aggregate, BiFunction<String, List<? extends E>, A> constructor) {
        private Shelf<A, E> shelf(Configuration axon) {
            return new Shelf<>(axon.repository(aggregate), constructor);
        }
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
