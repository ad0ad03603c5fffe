package io.docket.command.process.incident;

import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Rejection;
import io.docket.command.process.OpenIncident;
import io.docket.command.process.ProcessState;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.event.ProcessEvent.IncidentRaised;
import io.docket.contracts.event.ProcessEvent.IncidentResolved;
import io.docket.contracts.event.ProcessEvent.IncidentRetryRequested;
import java.util.List;
import java.util.Objects;

/**
 * Decides on incidents.
 *
 * <pre>
 *   raised ──resolve-incident──> retrying ──resolved──> over
 *     ^                             │
 *     └────────raised again─────────┘
 * </pre>
 */
public final class IncidentDecider {
    /** Incidents of one instance at a time. */
    static final int MAX_OPEN = 1_000;

    private IncidentDecider() {}

    /** A report; the same again changes nothing, nor does one about an instance that is over. */
    public static List<ProcessEvent> decide(ProcessState state, RecordIncident command, DecisionContext context) {
        OpenIncident open = state.incidents().get(command.incidentId());
        if (state.status().isEnd()) {
            return List.of();
        }
        return switch (command.state()) {
            case RESOLVED -> open == null ? List.of() : List.of(new IncidentResolved(command.incidentId()));
            case RAISED -> {
                if (open == null && state.incidents().size() >= MAX_OPEN) {
                    throw Rejection.conflict("too-many-incidents", "the instance has " + MAX_OPEN + " incidents");
                }
                IncidentRaised raised = raised(command);
                boolean known =
                        open != null && !open.retrying() && open.raised().equals(raised);
                yield known ? List.of() : List.of(raised);
            }
        };
    }

    /** Another attempt; asked for once until it is known how it went. */
    public static List<ProcessEvent> decide(ProcessState state, ResolveIncident command, DecisionContext context) {
        if (state.status().isEnd()) {
            throw Rejection.conflict("process-" + state.status(), "the process is " + state.status());
        }
        OpenIncident open = state.incidents().get(command.incidentId());
        if (open == null) {
            throw Rejection.unknown("unknown-incident", "/incidentId", "the process has no such incident");
        }
        IncidentRaised raised = open.raised();
        boolean ofEngine = raised.elementKey() != null;
        if (Boolean.TRUE.equals(command.dismiss())) {
            if (ofEngine) {
                throw Rejection.conflict("incident-of-the-engine", "only the engine can say that it is over");
            }
            return List.of(new IncidentResolved(command.incidentId()));
        }
        if (!ofEngine && raised.eventPosition() == null) {
            throw Rejection.conflict(
                    "nothing-to-repeat", "what the engine told was not taken, and it is not told again: dismiss it");
        }
        if (open.retrying()) {
            return List.of();
        }
        Integer retries = raised.jobKey() == null ? null : Objects.requireNonNullElse(command.retries(), 1);
        return List.of(
                new IncidentRetryRequested(command.incidentId(), raised.jobKey(), retries, raised.eventPosition()));
    }

    private static IncidentRaised raised(RecordIncident command) {
        if (command.kind() == null || command.message() == null) {
            throw Rejection.invalid("/kind", "a raised incident has a kind and a message");
        }
        return new IncidentRaised(
                command.incidentId(),
                command.kind(),
                command.message(),
                command.elementId(),
                command.elementKey(),
                command.jobKey(),
                command.eventPosition());
    }
}
