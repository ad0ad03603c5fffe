package io.docket.workflow.start;

import io.docket.contracts.event.ProcessEvent;
import io.docket.workflow.incident.Incidents;
import io.docket.workflow.memory.Parking;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks after the starts that wait for their process: one that waits for long is told as an incident, and the process is
 * asked for again, in case that a deployment was missed.
 */
public final class ParkedWatch {
    private final Parking parking;
    private final ProcessStarts starts;
    private final Incidents incidents;
    private final InstantSource clock;
    private final Duration patience;
    private final Set<String> told = new HashSet<>();

    /**
     * A watch.
     *
     * @param patience how long a start may wait without being told as an incident
     */
    public ParkedWatch(
            Parking parking, ProcessStarts starts, Incidents incidents, InstantSource clock, Duration patience) {
        this.parking = parking;
        this.starts = starts;
        this.incidents = incidents;
        this.clock = clock;
        this.patience = patience;
    }

    /** Looks once. */
    public synchronized void look() {
        Set<List<String>> tried = new HashSet<>();
        Set<String> waiting = new HashSet<>();
        parking.forEach(start -> {
            String tenant = start.instance().tenant();
            if (tried.add(List.of(tenant, start.processId()))) {
                starts.startParked(tenant, start.processId());
            }
            if (isOverdue(start)) {
                tellOnce(start);
                waiting.add(start.origin().eventId());
            }
        });
        told.retainAll(waiting);
    }

    private boolean isOverdue(ParkedStart start) {
        return start.origin().time().plus(patience).isBefore(clock.instant());
    }

    private void tellOnce(ParkedStart start) {
        if (told.contains(start.origin().eventId()) || !parking.isParked(start.instance())) {
            return;
        }
        incidents.raise(
                start.instance(),
                ProcessEvent.START,
                ProcessStarts.PROCESS_MISSING,
                "no process " + start.processId() + " is deployed; the start waits for it",
                start.origin().position(),
                "waiting:" + start.origin().eventId());
        told.add(start.origin().eventId());
    }
}
