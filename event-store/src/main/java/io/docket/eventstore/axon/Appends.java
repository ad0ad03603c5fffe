package io.docket.eventstore.axon;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.Outcome;
import io.docket.eventstore.SeveralRootsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** What a unit of work wants written, as one append. */
final class Appends {
    private final EventStore store;
    private final EventForm form;

    Appends(EventStore store, EventForm form) {
        this.store = store;
        this.form = form;
    }

    /**
     * The append of a unit of work's events, with its outcome if it has one.
     *
     * @throws SeveralRootsException if the events are of aggregates with several roots
     * @throws IllegalStateException if the unit of work's outcome is already written
     */
    AppendRequest request(List<? extends EventMessage<?>> events, @Nullable UnitOfWork<?> unitOfWork) {
        PendingOutcome pending = unitOfWork == null ? null : unitOfWork.getResource(PendingOutcome.RESOURCE);
        if (pending != null && CommittedAppend.of(unitOfWork).isPresent()) {
            throw new IllegalStateException(
                    "a unit of work with an outcome appends once: its events would not be atomic");
        }
        String root = root(events);
        List<EventEnvelope> envelopes = new ArrayList<>(events.size());
        Map<String, Long> firstNumbers = new HashMap<>();
        for (EventMessage<?> event : events) {
            String stream = form.streamOf(event);
            long first = firstNumbers.computeIfAbsent(stream, _ -> firstNumber(event, stream));
            envelopes.add(form.write(event, root, first));
        }
        Outcome outcome = pending == null ? null : pending.of(List.copyOf(envelopes));
        return new AppendRequest(root, envelopes, outcome, unitOfWork == null ? null : DecisionTenure.of(unitOfWork));
    }

    private long firstNumber(EventMessage<?> message, String stream) {
        if (!(message instanceof DomainEventMessage<?> event)) {
            return 0;
        }
        long number = event.getSequenceNumber();
        return form.mayBeginAt(number) && store.head(stream) == 0 ? number : form.firstNumber(store, stream);
    }

    /** The root that all events share; events of no aggregate go with those of an aggregate. */
    private String root(List<? extends EventMessage<?>> events) {
        String root = null;
        for (EventMessage<?> message : events) {
            if (message instanceof DomainEventMessage<?>) {
                String next = store.rootOf(form.streamOf(message));
                if (root != null && !root.equals(next)) {
                    throw new SeveralRootsException(root, next);
                }
                root = next;
            }
        }
        return root == null ? store.rootOf(form.streamOf(events.getFirst())) : root;
    }
}
