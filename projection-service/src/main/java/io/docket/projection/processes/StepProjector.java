package io.docket.projection.processes;

import io.docket.contracts.event.ProcessEvent;
import io.docket.projection.view.Document;
import io.docket.projection.view.LogEvent;
import io.docket.projection.view.Projector;
import io.docket.projection.view.Sortable;
import io.docket.projection.view.ViewIndex;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The way of each process instance through its diagram: one document for each element that it was at, one for each
 * incident, and where flows are recorded, one for each passage along a flow. What it did in a process that it called says
 * so under {@code called}: its element is one of another diagram. An element that went on in another version of the process
 * goes by its id there, and {@code formerElements} tells those before.
 */
@ApplicationScoped
public class StepProjector implements Projector {
    /** Name of the view. */
    public static final String VIEW = "process-steps";

    /** When it began; a query key. */
    static final String AT = "#at";

    /** Newest failures, timers, messages and former ids that an element keeps. */
    static final int MAX_HAPPENINGS = 20;

    @Override
    public String view() {
        return VIEW;
    }

    @Override
    public @Nullable String documentId(LogEvent event) {
        return switch (event.event()) {
            case ProcessEvent.Step step -> event.id() + '/' + step.elementKey();
            case ProcessEvent.IncidentRaised raised -> incident(event, raised.incidentId());
            case ProcessEvent.IncidentRetryRequested retry -> incident(event, retry.incidentId());
            case ProcessEvent.IncidentResolved resolved -> incident(event, resolved.incidentId());
            case null, default -> null;
        };
    }

    @Override
    public boolean begins(LogEvent event) {
        return false;
    }

    @Override
    public Document fold(Document before, LogEvent event) {
        boolean isNew = event.event() instanceof ProcessEvent.ElementActivated;
        Document after = isNew ? Document.empty() : before.copy();
        Instant now = event.envelope().happenedAt();
        switch (event.event()) {
            case ProcessEvent.ElementActivated step ->
                element(after, event, step)
                        .set("elementType", step.elementType())
                        .set("state", "active");
            case ProcessEvent.ElementCompleted step ->
                element(after, event, step)
                        .set("elementType", step.elementType())
                        .set("state", "completed")
                        .set("endedAt", step.at())
                        .set("dataKeys", step.dataKeys());
            case ProcessEvent.ElementTerminated step ->
                element(after, event, step)
                        .set("elementType", step.elementType())
                        .set("state", "terminated")
                        .set("endedAt", step.at());
            case ProcessEvent.ElementMigrated step -> moved(element(after, event, step), step);
            case ProcessEvent.FlowTaken step -> element(after, event, step);
            case ProcessEvent.JobFailed step ->
                happened(
                        element(after, event, step),
                        "jobFailures",
                        step,
                        Map.of("jobType", step.jobType(), "retries", (long) step.retries(), "message", step.message()));
            case ProcessEvent.TimerFired step ->
                happened(element(after, event, step), "timers", step, Map.of("elementId", step.elementId()));
            case ProcessEvent.MessageCorrelated step ->
                happened(element(after, event, step), "messages", step, Map.of("message", step.message()));
            case ProcessEvent.IncidentRaised raised ->
                started(after, event, "incident", now)
                        .set("incidentId", raised.incidentId())
                        .set("incidentKind", raised.kind())
                        .set("message", raised.message())
                        .set("elementId", raised.elementId())
                        .set("elementKey", raised.elementKey())
                        .set("state", "active")
                        .set("endedAt", null);
            case ProcessEvent.IncidentRetryRequested _ -> after.set("retries", after.number("retries") + 1);
            case ProcessEvent.IncidentResolved _ ->
                after.set("state", "completed").set("endedAt", now);
            case null, default -> {}
        }
        return after.set("version", event.envelope().sequence());
    }

    @Override
    public Map<String, Object> queryKeys(Document document) {
        return Map.of(AT.substring(1), Sortable.instant(document.get("at")));
    }

    @Override
    public List<ViewIndex> indexes() {
        return List.of(
                ViewIndex.on("processInstanceId", AT),
                ViewIndex.on("processInstanceId", "elementId"),
                ViewIndex.on("processInstanceId", "state"));
    }

    private static String incident(LogEvent event, String incidentId) {
        return event.id() + "/incident-" + incidentId;
    }

    private static Document element(Document document, LogEvent event, ProcessEvent.Step step) {
        String kind = step instanceof ProcessEvent.FlowTaken ? "flow" : "element";
        Document known = started(document, event, kind, step.at());
        if (known.get("elementId") != null) {
            return known;
        }
        ProcessEvent.Called called = step.called();
        return known.set("elementId", step.elementId())
                .set("elementKey", step.elementKey())
                .set(
                        "called",
                        called == null
                                ? null
                                : Map.of("processId", called.processId(), "engineKey", called.engineKey()));
    }

    private static void moved(Document document, ProcessEvent.ElementMigrated step) {
        Object before = document.get("elementId");
        if (before != null && !step.elementId().equals(before)) {
            append(document, "formerElements", Map.of("elementId", before, "until", step.at()));
            document.set("elementId", step.elementId());
        }
        document.set("elementType", step.elementType());
        if (document.get("state") == null) {
            document.set("state", "active");
        }
    }

    private static Document started(Document document, LogEvent event, String kind, Instant at) {
        return document.get("at") != null
                ? document
                : document.set("processInstanceId", event.id())
                        .set("kind", kind)
                        .set("at", at);
    }

    private static void happened(Document document, String field, ProcessEvent.Step step, Map<String, Object> what) {
        Map<String, Object> happening = new LinkedHashMap<>(what);
        happening.put("at", step.at());
        append(document, field, happening);
    }

    private static void append(Document document, String field, Map<String, Object> happening) {
        List<Object> newest = new ArrayList<>(document.list(field));
        newest.add(happening);
        document.set(field, newest.subList(Math.max(0, newest.size() - MAX_HAPPENINGS), newest.size()));
    }
}
