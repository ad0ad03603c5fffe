package io.docket.projection.casetypes;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.CaseTypeEvent;
import io.docket.contracts.json.Json;
import io.docket.projection.view.Counter;
import io.docket.projection.view.Document;
import io.docket.projection.view.EntityProjector;
import io.docket.projection.view.PlainData;
import io.docket.projection.view.ViewIndex;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Keeps the latest version of each case type. */
@ApplicationScoped
public class CaseTypeProjector extends EntityProjector<CaseTypeEvent> {
    /** Name of the view. */
    public static final String VIEW = "case-types";

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
    public List<String> countedFields() {
        return List.of("version");
    }

    @Override
    public Map<String, Long> counters(Document document) {
        return Map.of(Counter.stat("case-types"), 1L, Counter.stat("events", "case-type"), document.number("version"));
    }

    @Override
    public List<ViewIndex> indexes() {
        return List.of(ViewIndex.on("id"));
    }

    private static void define(Document document, CaseTypeEvent.Defined defined) {
        JsonNode json = Json.mapper().valueToTree(defined);
        for (String field : List.of("name", "dataSchema", "stages", "process", "forms", "roles", "notify")) {
            document.set(field, PlainData.of(json.get(field)));
        }
    }
}
