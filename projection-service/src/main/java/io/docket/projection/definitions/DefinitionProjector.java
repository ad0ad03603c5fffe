package io.docket.projection.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.json.Json;
import io.docket.projection.view.Counter;
import io.docket.projection.view.Document;
import io.docket.projection.view.EntityProjector;
import io.docket.projection.view.PlainData;
import io.docket.projection.view.Sortable;
import io.docket.projection.view.ViewIndex;
import java.util.List;
import java.util.Map;

/**
 * Keeps the latest version of each thing that is defined by its name and some more fields.
 *
 * @param <E> the events, each a whole definition
 */
public abstract class DefinitionProjector<E extends DomainEvent> extends EntityProjector<E> {
    /** The name whatever its case; a query key. */
    public static final String NAME = "#name";

    private final String kind;
    private final List<String> fields;

    /**
     * @param view name of the view
     * @param kind kind of entity
     * @param events class of its events
     * @param fields what a definition consists of
     */
    protected DefinitionProjector(String view, String kind, Class<E> events, List<String> fields) {
        super(view, kind, events);
        this.kind = kind;
        this.fields = fields;
    }

    @Override
    protected void apply(Document document, E event, EventEnvelope envelope) {
        JsonNode json = Json.mapper().valueToTree(event);
        fields.forEach(field -> document.set(field, PlainData.of(json.get(field))));
    }

    @Override
    public Map<String, Object> queryKeys(Document document) {
        return Map.of(NAME.substring(1), Sortable.folded(document.get("name")));
    }

    @Override
    public List<String> countedFields() {
        return List.of("version");
    }

    @Override
    public Map<String, Long> counters(Document document) {
        return Map.of(Counter.stat("events", kind), document.number("version"));
    }

    @Override
    public List<ViewIndex> indexes() {
        return List.of(ViewIndex.on("id"), ViewIndex.on(NAME), ViewIndex.on("updatedAt"));
    }
}
