package io.docket.eventstore.axon;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.position.Position;
import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.Committed;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.EventStoreException;
import io.docket.eventstore.Outcome;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.UnknownOutcomeException;
import io.docket.eventstore.VersionConflictException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Axon's storage engine over an {@link EventStore}. Aggregate identifiers are stream names,
 * {@code <tenant>/<entity>/<id>}; all events of a unit of work share one root and are one append, together with the
 * {@link PendingOutcome} if there is one. Afterwards the unit of work holds a {@link CommittedAppend}.
 *
 * <p>Appending blocks the calling thread until the commit: run commands on virtual threads. A wrong sequence number is
 * Axon's {@link ConcurrencyException}; every other failure is the store's own {@link EventStoreException}.
 */
public final class KafkaEventStorageEngine implements EventStorageEngine {
    /** How long an append may take, waiting included, before its outcome counts as unknown. */
    public static final Duration APPEND_TIMEOUT = Duration.ofSeconds(40);

    private final EventStore store;
    private final EventMessages messages;
    private final Snapshots snapshots;

    /** Stores events whose source is {@link EventEnvelope#COMMAND_SERVICE}. */
    public KafkaEventStorageEngine(EventStore store, EventTypeMapping types, Serializer snapshotSerializer) {
        this(store, types, snapshotSerializer, EventEnvelope.COMMAND_SERVICE);
    }

    /**
     * @param store where the events are
     * @param types how events stand in the log
     * @param snapshotSerializer how snapshots of aggregates become bytes
     * @param source source of the events, as CloudEvents knows it
     */
    public KafkaEventStorageEngine(
            EventStore store, EventTypeMapping types, Serializer snapshotSerializer, String source) {
        this.store = store;
        this.messages = new EventMessages(types, source);
        this.snapshots = new Snapshots(snapshotSerializer);
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        if (events.isEmpty()) {
            return;
        }
        UnitOfWork<?> unitOfWork =
                CurrentUnitOfWork.isStarted() ? CurrentUnitOfWork.get().root() : null;
        if (unitOfWork != null && unitOfWork.resources().containsKey(CommittedAppend.RESOURCE)) {
            throw new IllegalStateException("a unit of work appends once: its events would not be atomic");
        }
        AppendRequest request = request(events, unitOfWork);
        Committed committed = await(request);
        if (unitOfWork != null) {
            unitOfWork.resources().put(CommittedAppend.RESOURCE, committedAppend(request, committed));
        }
    }

    private AppendRequest request(List<? extends EventMessage<?>> events, @Nullable UnitOfWork<?> unitOfWork) {
        List<EventEnvelope> envelopes = new ArrayList<>(events.size());
        for (EventMessage<?> event : events) {
            envelopes.add(messages.toEnvelope(event, rootOf(event)));
        }
        PendingOutcome pending = unitOfWork == null ? null : unitOfWork.getResource(PendingOutcome.RESOURCE);
        Outcome outcome = pending == null ? null : pending.of(envelopes);
        return new AppendRequest(envelopes.getFirst().root(), envelopes, outcome);
    }

    private String rootOf(EventMessage<?> event) {
        return event instanceof DomainEventMessage<?> domainEvent
                ? store.rootOf(domainEvent.getAggregateIdentifier())
                : "";
    }

    private Committed await(AppendRequest request) {
        try {
            return store.append(request).toCompletableFuture().get(APPEND_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case VersionConflictException conflict -> new ConcurrencyException(conflict.getMessage(), conflict);
                case EventStoreException other -> other;
                case null, default -> new UnknownOutcomeException("append failed", e.getCause());
            };
        } catch (TimeoutException e) {
            throw new UnknownOutcomeException("no answer to an append within " + APPEND_TIMEOUT, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownOutcomeException("interrupted while waiting for an append", e);
        }
    }

    private static CommittedAppend committedAppend(AppendRequest request, Committed committed) {
        List<StoredEvent> stored = new ArrayList<>(request.events().size());
        for (int i = 0; i < request.events().size(); i++) {
            Position position = committed.positions().get(i);
            stored.add(new StoredEvent(position, request.events().get(i)));
        }
        return new CommittedAppend(stored);
    }

    @Override
    public DomainEventStream readEvents(String aggregateId, long firstSequenceNumber) {
        long head = store.head(aggregateId);
        if (head == 0) {
            return DomainEventStream.empty();
        }
        Stream<? extends DomainEventMessage<?>> events =
                store.read(aggregateId, firstSequenceNumber + 1).map(messages::toMessage);
        return DomainEventStream.of(events, () -> head - 1);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateId) {
        long head = store.head(aggregateId);
        return head == 0 ? Optional.empty() : Optional.of(head - 1);
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        store.storeSnapshot(snapshot.getAggregateIdentifier(), snapshots.write(snapshot));
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateId) {
        return Optional.ofNullable(store.snapshot(aggregateId)).map(bytes -> snapshots.read(aggregateId, bytes));
    }

    /** Not offered: an event processor reads the topic with a Kafka consumer. */
    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        throw new UnsupportedOperationException("projections read the Kafka topic, not the event store");
    }
}
