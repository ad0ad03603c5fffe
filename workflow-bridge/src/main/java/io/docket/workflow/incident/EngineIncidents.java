package io.docket.workflow.incident;

import io.docket.contracts.event.ProcessEvent.IncidentRetryRequested;
import io.docket.workflow.engine.Engine;
import io.docket.workflow.engine.NotFound;
import org.jboss.logging.Logger;

/** Another attempt at what an incident in the engine holds up. Repeating it changes nothing: the incident is gone then. */
public final class EngineIncidents {
    private static final Logger LOG = Logger.getLogger(EngineIncidents.class);

    private final Engine engine;

    /** Incidents of the engine. */
    public EngineIncidents(Engine engine) {
        this.engine = engine;
    }

    /** Returns once the engine tries again. */
    public void retry(IncidentRetryRequested wish) {
        try {
            if (wish.jobKey() != null && wish.retries() != null) {
                engine.updateRetries(Long.parseLong(wish.jobKey()), wish.retries());
            }
            engine.resolveIncident(Long.parseLong(wish.incidentId()));
        } catch (NotFound e) {
            LOG.debugf("incident is gone id=%s", wish.incidentId());
        }
    }
}
