package io.docket.projection.casetypes;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.CaseTypeEvent;
import io.docket.contracts.json.Json;
import io.docket.projection.view.Counter;
import io.docket.projection.view.Document;
import io.docket.projection.view.EntityProjector;
import io.docket.projection.view.PlainData;
import io.docket.projection.view.Sortable;
import io.docket.projection.view.ViewIndex;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Keeps the latest version of each case type. */
@ApplicationScoped
public class CaseTypeProjector extends EntityProjector<CaseTypeEvent> {
    /** Name of the view. */
    public static final String VIEW = "case-types";

    /** The name whatever its case; a query key, as the next one. */
    static final String NAME = "#name";

    static final String PROCESS = "#process";

    public CaseTypeProjector() {
        super(VIEW, "case-type", CaseTypeEvent.class);
    }

    @Override
    protected void apply(Document document, CaseTypeEvent event, EventEnvelope envelope) {
        switch (event) {
            case CaseTypeEvent.Defined defined -> define(document, defined);
        }
    }

    @Override
    public Map<String, Object> queryKeys(Document document) {
        return Map.of(
                NAME.substring(1), Sortable.folded(document.get("name")),
                PROCESS.substring(1), Sortable.text(document.get("process")));
    }

    @Override
    public List<String> countedFields() {
        return List.of("version");
    }

    @Override
    public Map<String, Long> counters(Document document) {
        return Map.of(Counter.stat("case-types"), 1L, Counter.stat("events", "case-type"), document.number("version"));
    }

    @Override
    public List<ViewIndex> indexes() {
        return List.of(ViewIndex.on("id"), ViewIndex.on(NAME), ViewIndex.on(PROCESS, "id"), ViewIndex.on("updatedAt"));
    }

    /** What the definition says, in the document. */
    static void define(Document document, CaseTypeEvent.Defined defined) {
        JsonNode json = Json.mapper().valueToTree(defined);
        for (String field : List.of("name", "dataSchema", "stages", "process", "forms", "roles", "notify", "queues")) {
            document.set(field, PlainData.of(json.get(field)));
        }
    }
}
