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
import org.jspecify.annotations.Nullable;

/** Folds what happens to a process instance into its document. */
@ApplicationScoped
public class ProcessProjector extends EntityProjector<ProcessEvent> {
    /** Name of the view. */
    public static final String VIEW = "processes";

    /** Its case, the empty text where there is none; a query key, as the next ones. */
    static final String CASE = "#case";

    /** {@code yes} while something stands in its way, else {@code no}. */
    static final String INCIDENT = "#incident";

    static final String STARTED = "#started";
    static final String ENDED = "#ended";

    private static final String ACTIVE = "activeElements";
    private static final int MAX_ACTIVE = 200;

    public ProcessProjector() {
        super(VIEW, "process", ProcessEvent.class);
    }

    @Override
    public int version() {
        return 2;
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
                        .set("startedAt", envelope.happenedAt())
                        .set("activeElements", null);
            case ProcessEvent.CancelRequested() -> document.set("cancelRequestedAt", envelope.happenedAt());
            case ProcessEvent.Completed() -> end(document, "completed", envelope);
            case ProcessEvent.Terminated() -> end(document, "terminated", envelope);
            case ProcessEvent.IncidentRaised raised ->
                without(document, "incidents", "id", raised.incidentId())
                        .append("incidents", ProcessParts.incident(raised, envelope));
            case ProcessEvent.IncidentRetryRequested retry ->
                document.set("incidents", ProcessParts.retried(document.objects("incidents"), retry, envelope));
            case ProcessEvent.IncidentResolved resolved -> without(document, "incidents", "id", resolved.incidentId());
            case ProcessEvent.MigrationRequested wish ->
                document.set(
                        "migration",
                        Map.of(
                                "processId", wish.processId(),
                                "processVersion", wish.processVersion(),
                                "requestedAt", envelope.happenedAt()));
            case ProcessEvent.Migrated migrated ->
                document.set("processId", migrated.processId())
                        .set("processVersion", migrated.processVersion())
                        .set("migratedAt", envelope.happenedAt())
                        .set("migration", null);
            case ProcessEvent.StepsCut cut -> document.set("stepsCut", (long) cut.limit());
            case ProcessEvent.ElementActivated step -> {
                if (step.called() == null && document.list(ACTIVE).size() < MAX_ACTIVE) {
                    document.append(ACTIVE, ProcessParts.element(step));
                }
            }
            case ProcessEvent.ElementCompleted step -> without(document, ACTIVE, "elementKey", step.elementKey());
            case ProcessEvent.ElementTerminated step -> without(document, ACTIVE, "elementKey", step.elementKey());
            case ProcessEvent.ElementMigrated step -> {
                if (!document.list(ACTIVE).isEmpty()) {
                    document.set(ACTIVE, ProcessParts.moved(document.objects(ACTIVE), step));
                }
            }
            case ProcessEvent.FlowTaken _,
                    ProcessEvent.JobFailed _,
                    ProcessEvent.TimerFired _,
                    ProcessEvent.MessageCorrelated _ -> {}
        }
    }

    @Override
    public Map<String, Object> queryKeys(Document document) {
        return Map.of(
                CASE.substring(1), Sortable.text(document.get("caseId")),
                INCIDENT.substring(1), document.list("incidents").isEmpty() ? "no" : "yes",
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
                ViewIndex.on(INCIDENT, "requestedAt"),
                ViewIndex.on("processId", "requestedAt"),
                ViewIndex.on("processVersion", "requestedAt"),
                ViewIndex.on("requestedBy", "requestedAt"));
    }

    private static void end(Document document, String state, EventEnvelope envelope) {
        document.set("state", state)
                .set("endedAt", envelope.happenedAt())
                .set("incidents", List.of())
                .set(ACTIVE, null);
    }

    /** The document without the element of the list that has the key. */
    private static Document without(Document document, String list, String field, String key) {
        List<Map<String, @Nullable Object>> kept = document.objects(list).stream()
                .filter(element -> !key.equals(element.get(field)))
                .toList();
        return document.set(list, kept.isEmpty() && list.equals(ACTIVE) ? null : kept);
    }
}
