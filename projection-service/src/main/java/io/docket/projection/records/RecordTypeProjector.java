package io.docket.projection.records;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.RecordTypeEvent;
import io.docket.projection.view.Counter;
import io.docket.projection.view.Document;
import io.docket.projection.view.EntityProjector;
import io.docket.projection.view.PlainData;
import io.docket.projection.view.Sortable;
import io.docket.projection.view.ViewIndex;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Keeps the latest version of each record type. */
@ApplicationScoped
public class RecordTypeProjector extends EntityProjector<RecordTypeEvent> {
    /** Name of the view. */
    public static final String VIEW = "record-types";

    /** The name whatever its case; a query key. */
    static final String NAME = "#name";

    public RecordTypeProjector() {
        super(VIEW, "record-type", RecordTypeEvent.class);
    }

    @Override
    protected void apply(Document document, RecordTypeEvent event, EventEnvelope envelope) {
        switch (event) {
            case RecordTypeEvent.Defined defined ->
                document.set("name", defined.name()).set("schema", PlainData.of(defined.schema()));
        }
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
        return Map.of(Counter.stat("events", "record-type"), document.number("version"));
    }

    @Override
    public List<ViewIndex> indexes() {
        return List.of(ViewIndex.on("id"), ViewIndex.on(NAME), ViewIndex.on("updatedAt"));
    }
}
