package io.docket.eventstore.axon;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.position.Position;
import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.Committed;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.EventStoreException;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.VersionConflictException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/**
 * Axon's storage engine over an {@link EventStore}. All events of a unit of work share one root and are one append,
 * together with the {@link PendingOutcome} if there is one. Afterwards the unit of work holds a {@link CommittedAppend}.
 * If the partition was given away since the unit of work began to read, the append is a
 * {@link io.docket.eventstore.NotOwnerException} ({@link DecisionTenure}).
 *
 * <p>Appending blocks the calling thread until the commit: run commands on virtual threads. A wrong sequence number is
 * Axon's {@link ConcurrencyException}; every other failure is the store's own {@link EventStoreException}.
 *
 * <p>Event processors read the whole log, whoever owns its partitions, with a {@link LogToken} for their place.
 */
public final class KafkaEventStorageEngine implements EventStorageEngine {
    /** How long an append may take, waiting included, before its outcome counts as unknown. */
    public static final Duration APPEND_TIMEOUT = Duration.ofSeconds(40);

    private final EventStore store;
    private final Appends appends;
    private final EventForm form;
    private final Serializer payloads;
    private final EventUpcaster upcasters;
    private final Snapshots snapshots;

    public KafkaEventStorageEngine(EngineSettings settings) {
        this.store = settings.store();
        this.form = settings.form().events();
        this.appends = new Appends(store, form);
        this.payloads = new MappingSerializer(settings.form().types(), settings.serializer());
        this.upcasters = settings.upcasters();
        this.snapshots = new Snapshots(store, settings.snapshotSerializer(), settings.snapshotFilter());
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        if (events.isEmpty()) {
            return;
        }
        UnitOfWork<?> unitOfWork =
                CurrentUnitOfWork.isStarted() ? CurrentUnitOfWork.get().root() : null;
        AppendRequest request = appends.request(events, unitOfWork);
        Committed committed = await(request);
        if (unitOfWork != null) {
            CommittedAppend.add(unitOfWork, stored(request, committed));
            grow(events, request.events());
        }
    }

    private static void grow(List<? extends EventMessage<?>> events, List<EventEnvelope> written) {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof DomainEventMessage<?> event) {
                AggregateSize.of(event.getAggregateIdentifier())
                        .add(written.get(i).data().length);
            }
        }
    }

    private Committed await(AppendRequest request) {
        try {
            return store.appendAndWait(request, APPEND_TIMEOUT);
        } catch (VersionConflictException e) {
            throw new ConcurrencyException(e.getMessage(), e);
        }
    }

    private static List<StoredEvent> stored(AppendRequest request, Committed committed) {
        List<StoredEvent> stored = new ArrayList<>(request.events().size());
        for (int i = 0; i < request.events().size(); i++) {
            Position position = committed.positions().get(i);
            stored.add(new StoredEvent(position, request.events().get(i)));
        }
        return stored;
    }

    /** @throws io.docket.eventstore.UnreadableEventException when it comes to an event that cannot be read */
    @Override
    public DomainEventStream readEvents(String aggregateId, long firstSequenceNumber) {
        DecisionTenure.note(store);
        String stream = form.streamOf(aggregateId);
        if (store.head(stream) == 0) {
            return DomainEventStream.empty();
        }
        AggregateSize size = AggregateSize.of(aggregateId);
        long before = firstSequenceNumber == 0 ? 0 : firstSequenceNumber - form.firstNumber(store, stream);
        return new WholeHistory(EventStreamUtils.upcastAndDeserializeDomainEvents(
                store.read(stream, Math.max(before, 0) + 1)
                        .peek(stored -> size.add(stored.event().data().length))
                        .map(stored -> StoredData.of(stored, form)),
                payloads,
                upcasters));
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateId) {
        DecisionTenure.note(store);
        String stream = form.streamOf(aggregateId);
        long head = store.head(stream);
        return head == 0 ? Optional.empty() : Optional.of(head - 1 + form.firstNumber(store, stream));
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        snapshots.store(form.streamOf(snapshot.getAggregateIdentifier()), snapshot);
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateId) {
        DecisionTenure.note(store);
        AggregateSize.of(aggregateId).begin();
        return snapshots.find(form.streamOf(aggregateId), aggregateId);
    }

    /**
     * All events after a token. If it may block, the stream waits for further events until it is closed; if not, it ends
     * after everything that was committed when it was asked, and can be asked again.
     */
    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        LogToken from = token == null ? createTailToken() : LogToken.from(token);
        TrackedEvents events = new TrackedEvents(store.log().follow(from.cursor()), from, mayBlock);
        Spliterator<TrackedEvents.Tracked> one =
                Spliterators.spliteratorUnknownSize(events, Spliterator.ORDERED | Spliterator.NONNULL);
        return EventUtils.upcastAndDeserializeTrackedEvents(
                        StreamSupport.stream(one, false)
                                .map(tracked -> StoredData.of(tracked.stored(), tracked.token(), form)),
                        payloads,
                        upcasters)
                .onClose(events::close);
    }

    @Override
    public LogToken createTailToken() {
        return LogToken.of(store.log().start());
    }

    @Override
    public LogToken createHeadToken() {
        return LogToken.of(store.log().end());
    }

    @Override
    public LogToken createTokenAt(Instant time) {
        return LogToken.of(store.log().at(time));
    }
}
