package io.docket.projection.processes;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.ProcessEvent;
import io.docket.projection.view.Counter;
import io.docket.projection.view.Document;
import io.docket.projection.view.EntityProjector;
import io.docket.projection.view.Sortable;
import io.docket.projection.view.ViewIndex;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Folds what happens to a process instance into its document. */
@ApplicationScoped
public class ProcessProjector extends EntityProjector<ProcessEvent> {
    /** Name of the view. */
    public static final String VIEW = "processes";

    /** Its case, the empty text where there is none; a query key, as the next ones. */
    static final String CASE = "#case";

    static final String STARTED = "#started";
    static final String ENDED = "#ended";

    public ProcessProjector() {
        super(VIEW, "process", ProcessEvent.class);
    }

    @Override
    protected void apply(Document document, ProcessEvent event, EventEnvelope envelope) {
        switch (event) {
            case ProcessEvent.Requested requested ->
                document.set("caseId", requested.caseId())
                        .set("processId", requested.processId())
                        .set("state", "active")
                        .set("incidents", List.of())
                        .set("requestedAt", envelope.happenedAt())
                        .set("requestedBy", envelope.actor());
            case ProcessEvent.Started started ->
                document.set("engineKey", started.engineKey())
                        .set("processVersion", started.processVersion())
                        .set("startedAt", envelope.happenedAt());
            case ProcessEvent.CancelRequested() -> document.set("cancelRequestedAt", envelope.happenedAt());
            case ProcessEvent.Completed() -> end(document, "completed", envelope);
            case ProcessEvent.Terminated() -> end(document, "terminated", envelope);
        }
    }

    @Override
    public Map<String, Object> queryKeys(Document document) {
        return Map.of(
                CASE.substring(1), Sortable.text(document.get("caseId")),
                STARTED.substring(1), Sortable.instant(document.get("startedAt")),
                ENDED.substring(1), Sortable.instant(document.get("endedAt")));
    }

    @Override
    public List<String> countedFields() {
        return List.of("state", "version");
    }

    @Override
    public Map<String, Long> counters(Document document) {
        return Map.of(
                Counter.stat("processes"), 1L,
                Counter.stat("processes", document.required("state")), 1L,
                Counter.stat("events", "process"), document.number("version"));
    }

    @Override
    public List<ViewIndex> indexes() {
        return List.of(
                ViewIndex.on("requestedAt"),
                ViewIndex.on("updatedAt"),
                ViewIndex.on(STARTED),
                ViewIndex.on(ENDED),
                ViewIndex.on(CASE, "requestedAt"),
                ViewIndex.on("state", "requestedAt"),
                ViewIndex.on("processId", "requestedAt"),
                ViewIndex.on("processVersion", "requestedAt"),
                ViewIndex.on("requestedBy", "requestedAt"));
    }

    private static void end(Document document, String state, EventEnvelope envelope) {
        document.set("state", state).set("endedAt", envelope.happenedAt());
    }
}
