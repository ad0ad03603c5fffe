package io.docket.projection.view;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.DomainEvent;
import org.jspecify.annotations.Nullable;

/**
 * A view with one document per entity of a kind. Each document carries the entity's {@code version}; an event fits only
 * if it is the next version, so a lost or parked event stops its entity and nothing else.
 */
public abstract class EntityProjector<E extends DomainEvent> implements Projector {
    private final String view;
    private final String entity;
    private final Class<E> events;

    protected EntityProjector(String view, String entity, Class<E> events) {
        this.view = view;
        this.entity = entity;
        this.events = events;
    }

    /** Changes the document by the event. */
    protected abstract void apply(Document document, E event, EventEnvelope envelope);

    @Override
    public final String view() {
        return view;
    }

    @Override
    public final @Nullable String documentId(LogEvent event) {
        return entity.equals(event.entity()) ? event.id() : null;
    }

    @Override
    public final boolean begins(LogEvent event) {
        return event.envelope().sequence() == 1;
    }

    @Override
    public final Document fold(Document before, LogEvent event) {
        EventEnvelope envelope = event.envelope();
        long expected = before.number("version") + 1;
        if (envelope.sequence() < expected) {
            return before;
        }
        if (envelope.sequence() > expected) {
            throw new FoldFailure("version " + envelope.sequence() + " came where " + expected + " was expected");
        }
        if (event.fault() != null) {
            throw new FoldFailure(event.fault());
        }
        Document after = before.copy();
        if (events.isInstance(event.event())) {
            if (before.at() == Document.NEVER) {
                after.set("id", envelope.subject().id());
            }
            apply(after, events.cast(event.event()), envelope);
        } else if (before.at() == Document.NEVER) {
            throw new FoldFailure(envelope.type() + " cannot be the first event of a document");
        }
        return stamped(after, envelope);
    }

    /** The version moves on, so that the next event fits; a document whose first event is skipped never is. */
    @Override
    public final @Nullable Document skip(Document before, LogEvent event) {
        EventEnvelope envelope = event.envelope();
        if (before.at() == Document.NEVER) {
            return null;
        }
        return envelope.sequence() <= before.number("version") ? before : stamped(before.copy(), envelope);
    }

    private static Document stamped(Document document, EventEnvelope envelope) {
        return document.set("version", envelope.sequence())
                .set("updatedAt", envelope.happenedAt())
                .set("recordedAt", envelope.time());
    }
}
