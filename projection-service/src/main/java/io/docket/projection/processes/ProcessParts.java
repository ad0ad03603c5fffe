package io.docket.projection.processes;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.ProcessEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of a process document that are objects themselves. */
final class ProcessParts {
    private ProcessParts() {}

    static Map<String, @Nullable Object> incident(ProcessEvent.IncidentRaised raised, EventEnvelope envelope) {
        Map<String, @Nullable Object> incident = new LinkedHashMap<>();
        incident.put("id", raised.incidentId());
        incident.put("kind", raised.kind());
        incident.put("message", raised.message());
        if (raised.elementId() != null) {
            incident.put("elementId", raised.elementId());
        }
        if (raised.jobKey() != null) {
            incident.put("jobKey", raised.jobKey());
        }
        incident.put("raisedAt", envelope.happenedAt());
        return incident;
    }

    static List<Map<String, @Nullable Object>> retried(
            List<Map<String, @Nullable Object>> incidents,
            ProcessEvent.IncidentRetryRequested retry,
            EventEnvelope envelope) {
        return incidents.stream()
                .map(incident -> {
                    if (!retry.incidentId().equals(incident.get("id"))) {
                        return incident;
                    }
                    Map<String, @Nullable Object> retried = new LinkedHashMap<>(incident);
                    retried.put("retryRequestedAt", envelope.happenedAt());
                    return retried;
                })
                .toList();
    }

    /** The elements, that of the step by the name that it has now. */
    static List<Map<String, @Nullable Object>> moved(
            List<Map<String, @Nullable Object>> elements, ProcessEvent.ElementMigrated step) {
        return elements.stream()
                .map(element -> {
                    if (!step.elementKey().equals(element.get("elementKey"))) {
                        return element;
                    }
                    Map<String, @Nullable Object> moved = new LinkedHashMap<>(element);
                    moved.put("elementId", step.elementId());
                    return moved;
                })
                .toList();
    }

    static Map<String, @Nullable Object> element(ProcessEvent.ElementActivated step) {
        Map<String, @Nullable Object> element = new LinkedHashMap<>();
        element.put("elementId", step.elementId());
        element.put("elementType", step.elementType());
        element.put("elementKey", step.elementKey());
        element.put("since", step.at());
        return element;
    }
}
