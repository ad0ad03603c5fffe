package io.docket.command.process.incident;

import org.jspecify.annotations.Nullable;

/**
 * Asks for another attempt at what an incident holds up.
 *
 * @param processInstanceId id of the instance
 * @param incidentId id of the incident
 * @param retries attempts that its job has from now on, where it stands at a job; 1 if absent
 * @param dismiss true to give up what it holds up; not where it stands in the engine
 */
public record ResolveIncident(
        String processInstanceId,
        String incidentId,
        @Nullable Integer retries,
        @Nullable Boolean dismiss) {}
