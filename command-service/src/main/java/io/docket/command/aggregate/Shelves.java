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
import io.docket.eventstore.axon.AxonWiring;
import io.docket.eventstore.axon.deadline.DeadlineCommandBus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
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
                shelf(CaseState.KIND, CaseAggregate.class, CaseAggregate::new),
                shelf(TaskState.KIND, TaskAggregate.class, TaskAggregate::new),
                shelf(CaseTypeState.KIND, CaseTypeAggregate.class, CaseTypeAggregate::new),
                shelf(ProcessState.KIND, ProcessAggregate.class, ProcessAggregate::new),
                shelf(ProcessDefinitionState.KIND, ProcessDefinitionAggregate.class, ProcessDefinitionAggregate::new),
                shelf(MessageState.KIND, MessageAggregate.class, MessageAggregate::new),
                shelf(RecordTypeState.KIND, RecordTypeAggregate.class, RecordTypeAggregate::new),
                shelf(RecordState.KIND, RecordAggregate.class, RecordAggregate::new),
                shelf(FormState.KIND, FormAggregate.class, FormAggregate::new),
                shelf(QueueState.KIND, QueueAggregate.class, QueueAggregate::new),
                shelf(TemplateState.KIND, TemplateAggregate.class, TemplateAggregate::new),
                shelf(MailState.KIND, MailAggregate.class, MailAggregate::new),
                shelf(SignalState.KIND, SignalAggregate.class, SignalAggregate::new),
                shelf(NotificationState.KIND, NotificationAggregate.class, NotificationAggregate::new),
                shelf(ScheduleState.KIND, ScheduleAggregate.class, ScheduleAggregate::new),
                shelf(AutomationState.KIND, AutomationAggregate.class, AutomationAggregate::new));
    }

    private <S, E extends DomainEvent, A extends EventSourced<S, E>> Map.Entry<EntityKind<S, E>, Shelf<A, E>> shelf(
            EntityKind<S, E> kind, Class<A> aggregate, BiFunction<String, List<? extends E>, A> constructor) {
        return Map.entry(kind, new Shelf<>(axon.repository(aggregate), constructor));
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
                .configureAggregate(AxonWiring.aggregate(MessageAggregate.class, cache))
                .configureAggregate(AxonWiring.aggregate(RecordTypeAggregate.class, cache))
                .configureAggregate(AxonWiring.aggregate(RecordAggregate.class, cache))
                .configureAggregate(AxonWiring.aggregate(FormAggregate.class, cache))
                .configureAggregate(AxonWiring.aggregate(QueueAggregate.class, cache))
                .configureAggregate(AxonWiring.aggregate(TemplateAggregate.class, cache))
                .configureAggregate(AxonWiring.aggregate(MailAggregate.class, cache))
                .configureAggregate(AxonWiring.aggregate(SignalAggregate.class, cache))
                .configureAggregate(AxonWiring.aggregate(NotificationAggregate.class, cache))
                .configureAggregate(AxonWiring.aggregate(ScheduleAggregate.class, cache))
                .configureAggregate(AxonWiring.aggregate(AutomationAggregate.class, cache))
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
