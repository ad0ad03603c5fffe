package io.docket.projection.records;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.RecordEvent;
import io.docket.contracts.id.RecordId;
import io.docket.projection.view.Counter;
import io.docket.projection.view.Document;
import io.docket.projection.view.EntityProjector;
import io.docket.projection.view.PlainData;
import io.docket.projection.view.SearchWords;
import io.docket.projection.view.Sortable;
import io.docket.projection.view.ViewIndex;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Folds what happens to a record into its document. A deleted one stays, without its data, so that an event that comes
 * again cannot bring it back; it is neither listed nor shown.
 */
@ApplicationScoped
public class RecordProjector extends EntityProjector<RecordEvent> {
    /** Name of the view. */
    public static final String VIEW = "records";

    /** When it was deleted; a record that has this field is gone. */
    static final String DELETED_AT = "deletedAt";

    /** The type of a record that is there, the empty text for one that is gone; a query key, as the next one. */
    static final String LIVE_TYPE = "#type";

    static final String CASE = "#case";

    public RecordProjector() {
        super(VIEW, "record", RecordEvent.class);
    }

    @Override
    protected void apply(Document document, RecordEvent event, EventEnvelope envelope) {
        RecordId id = RecordId.ofEntity(envelope.subject().id());
        switch (event) {
            case RecordEvent.Put put -> {
                document.set("id", id.id())
                        .set("type", id.type())
                        .set("typeVersion", put.recordTypeVersion())
                        .set("caseId", put.caseId())
                        .set("data", PlainData.of(put.data()))
                        .set("updatedBy", envelope.actor());
                if (document.get("createdAt") == null || document.get(DELETED_AT) != null) {
                    document.set("createdAt", envelope.happenedAt()).set("createdBy", envelope.actor());
                }
                document.set(DELETED_AT, null);
            }
            case RecordEvent.Deleted() ->
                document.set("data", null)
                        .set(DELETED_AT, envelope.happenedAt())
                        .set("updatedBy", envelope.actor());
        }
    }

    @Override
    public Map<String, Object> queryKeys(Document document) {
        boolean gone = document.get(DELETED_AT) != null;
        SearchWords words = new SearchWords().add(document.text("id")).addData(document.get("data"));
        return Map.of(
                LIVE_TYPE.substring(1),
                gone ? "" : Sortable.text(document.get("type")),
                CASE.substring(1),
                Sortable.text(document.get("caseId")),
                SearchWords.KEY,
                words.words());
    }

    @Override
    public List<String> countedFields() {
        return List.of("type", DELETED_AT, "version");
    }

    @Override
    public Map<String, Long> counters(Document document) {
        Map<String, Long> counters = new HashMap<>();
        counters.put(Counter.stat("events", "record"), document.number("version"));
        if (document.get(DELETED_AT) == null) {
            counters.put(Counter.stat("records", document.required("type")), 1L);
        }
        return counters;
    }

    @Override
    public List<ViewIndex> indexes() {
        return List.of(
                ViewIndex.on(LIVE_TYPE, "createdAt"),
                ViewIndex.on(LIVE_TYPE, "updatedAt"),
                ViewIndex.on(LIVE_TYPE, "id"),
                ViewIndex.on(LIVE_TYPE, "createdBy", "createdAt"),
                ViewIndex.on(CASE, LIVE_TYPE, "createdAt"),
                ViewIndex.on("#" + SearchWords.KEY),
                ViewIndex.on("data.$**"));
    }
}
