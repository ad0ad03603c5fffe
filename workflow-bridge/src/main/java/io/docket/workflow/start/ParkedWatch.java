package io.docket.workflow.start;

import io.docket.contracts.event.ProcessEvent;
import io.docket.workflow.incident.Incidents;
import io.docket.workflow.memory.Parking;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
        List<StartRequest> waiting = parking.parked();
        told.retainAll(
                waiting.stream().map(request -> request.origin().eventId()).collect(Collectors.toSet()));
        waiting.stream()
                .map(request -> List.of(request.instance().tenant(), request.processId()))
                .distinct()
                .forEach(process -> starts.startParked(process.get(0), process.get(1)));
        waiting.stream()
                .filter(request -> parking.isParked(request.instance()))
                .filter(request -> request.origin().time().plus(patience).isBefore(clock.instant()))
                .filter(request -> !told.contains(request.origin().eventId()))
                .forEach(this::tell);
    }

    private void tell(StartRequest request) {
        incidents.raise(
                request.instance(),
                ProcessEvent.START,
                ProcessStarts.PROCESS_MISSING,
                "no process " + request.processId() + " is deployed; the start waits for it",
                request.origin().position(),
                "waiting:" + request.origin().eventId());
        told.add(request.origin().eventId());
    }
}
