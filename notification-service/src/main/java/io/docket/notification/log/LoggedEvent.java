package io.docket.notification.log;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.envelope.CloudEventJson;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Position;
import io.docket.kit.filter.FilteredEvent;
import io.docket.notification.facts.EventFacts;
import io.docket.notification.facts.FactBook;
import org.jspecify.annotations.Nullable;

/**
 * One event of the log with its place. What is costly to derive (tree, JSON text, facts) is derived when first asked
 * for and then shared by every subscriber.
 */
public final class LoggedEvent implements FilteredEvent {
    /** Memory of an event beside its data and JSON text, in bytes: strings and objects of the envelope, in memory and as text. */
    private static final int ENVELOPE_BYTES = 2_200;

    private final Position position;
    private final EventEnvelope envelope;
    private final FactBook book;
    private volatile @Nullable JsonNode data;
    private volatile @Nullable String json;
    private volatile @Nullable EventFacts facts;

    public LoggedEvent(Position position, EventEnvelope envelope, FactBook book) {
        this.position = position;
        this.envelope = envelope;
        this.book = book;
    }

    public Position position() {
        return position;
    }

    @Override
    public EventEnvelope envelope() {
        return envelope;
    }

    /** The data of the event as a tree; throws {@link java.io.UncheckedIOException} if it is not JSON. */
    @Override
    public JsonNode data() {
        JsonNode known = data;
        if (known == null) {
            known = Json.tree(envelope.data());
            data = known;
        }
        return known;
    }

    /** The CloudEvent as JSON text, serialised once; throws {@link java.io.UncheckedIOException} if the data is not JSON. */
    public String json() {
        String known = json;
        if (known == null) {
            known = CloudEventJson.write(envelope).toString();
            json = known;
        }
        return known;
    }

    /** What the log said about the event's case and assignee up to this event. */
    public EventFacts facts() {
        EventFacts known = facts;
        if (known == null) {
            known = book.at(envelope, position.offset());
            facts = known;
        }
        return known;
    }

    @Override
    public @Nullable String caseType() {
        return facts().caseType();
    }

    @Override
    public @Nullable String assigneeBefore() {
        return facts().assigneeBefore();
    }

    @Override
    public @Nullable String assigneeAfter() {
        return facts().assigneeAfter();
    }

    /** Estimated memory of the event in bytes, its JSON text included. */
    public int weight() {
        return ENVELOPE_BYTES + 2 * envelope.data().length;
    }
}
