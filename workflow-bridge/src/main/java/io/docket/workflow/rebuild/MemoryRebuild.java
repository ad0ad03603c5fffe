package io.docket.workflow.rebuild;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.EventCatalog;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.event.ScheduleEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.workflow.events.LoggedEvent;
import io.docket.workflow.memory.InstanceMemory;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.Parking;
import io.docket.workflow.memory.Progress;
import io.docket.workflow.memory.TaskMemory;
import io.docket.workflow.record.InstanceBindings;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.retry.Stopped;
import io.docket.workflow.schedule.ScheduleBook;
import io.docket.workflow.schedule.ScheduleRef;
import io.docket.workflow.start.ProcessStarts;
import io.docket.workflow.start.StartRequest;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the memory anew after it was lost, before anything else is done with it.
 *
 * <p>All of it follows from the two logs: the events tell which instances and tasks the engine runs, the engine's own
 * records tell those that the events do not tell yet. What was asked for and is found in neither may be on its way: it
 * is claimed as in doubt and parked, and started after the doubt is settled.
 */
public final class MemoryRebuild {
    private static final Logger LOG = Logger.getLogger(MemoryRebuild.class);
    private static final String LANE = "rebuild";

    private final Logs logs;
    private final InstanceMemory instances;
    private final TaskMemory tasks;
    private final Parking parking;
    private final Progress progress;
    private final InstanceBindings bindings;
    private final ProcessStarts starts;
    private final ScheduleBook schedules;
    private final Persistence persistence;
    private final InstantSource clock;

    /** A rebuild of these memories from the logs. */
    public MemoryRebuild(
            Logs logs,
            InstanceMemory instances,
            TaskMemory tasks,
            Parking parking,
            Progress progress,
            InstanceBindings bindings,
            ProcessStarts starts,
            ScheduleBook schedules,
            Persistence persistence,
            InstantSource clock) {
        this.logs = logs;
        this.instances = instances;
        this.tasks = tasks;
        this.parking = parking;
        this.progress = progress;
        this.bindings = bindings;
        this.starts = starts;
        this.schedules = schedules;
        this.persistence = persistence;
        this.clock = clock;
    }

    /** Returns when the memory is whole. Asked before each batch of either log, so also a loss in between is seen. */
    public synchronized void ensureWhole() {
        persistence.until(LANE, "memory", () -> {
            if (!progress.isWhole()) {
                rebuild();
            }
        });
    }

    private void rebuild() {
        LOG.infof("memory is not there, rebuilding it from the logs");
        Map<Integer, Long> handled = logs.handledOffsets();
        Map<InstanceRef, StartRequest> open = new LinkedHashMap<>();
        logs.events(event -> take(event, open, handled));
        logs.engineRecords(bindings::note);
        open.keySet().removeIf(instance -> instances.engineKey(instance).isPresent());
        open.values().forEach(request -> {
            instances.claim(request.instance(), clock.instant());
            parking.park(request);
        });
        handled.forEach(progress::handledBefore);
        progress.markWhole();
        LOG.infof("memory rebuilt open=%d", open.size());
        Thread.startVirtualThread(() -> startAll(open));
    }

    private void take(LoggedEvent logged, Map<InstanceRef, StartRequest> open, Map<Integer, Long> handled) {
        EventEnvelope envelope = logged.envelope();
        String tenant = envelope.tenant();
        String id = envelope.subject().id();
        switch (read(envelope)) {
            case ProcessEvent event -> {
                boolean isHandled = logged.offset() < handled.getOrDefault(logged.partition(), 0L);
                take(new InstanceRef(tenant, id), event, open, isHandled);
            }
            case TaskEvent.Created created -> {
                if (created.engineKey() != null) {
                    tasks.bindTask(tenant, id, Long.parseLong(created.engineKey()));
                }
            }
            case TaskEvent.Completed _, TaskEvent.Cancelled _ -> tasks.taskEnded(tenant, id);
            case ScheduleEvent event ->
                schedules.note(new ScheduleRef(tenant, id), event, envelope.actor(), envelope.time());
            case null, default -> {}
        }
    }

    private void take(
            InstanceRef instance, ProcessEvent event, Map<InstanceRef, StartRequest> open, boolean isHandled) {
        switch (event) {
            case ProcessEvent.Requested requested -> {
                if (isHandled) {
                    open.put(instance, new StartRequest(instance, requested.processId(), requested.variables()));
                } else {
                    instances.claim(instance, clock.instant());
                }
            }
            case ProcessEvent.Started started -> {
                instances.bind(instance, Long.parseLong(started.engineKey()));
                open.remove(instance);
            }
            case ProcessEvent.Completed _, ProcessEvent.Terminated _ -> {
                instances.ended(instance);
                open.remove(instance);
            }
            case ProcessEvent.CancelRequested _ -> {}
        }
    }

    private void startAll(Map<InstanceRef, StartRequest> open) {
        try {
            open.values().stream()
                    .map(request -> Map.entry(request.instance().tenant(), request.processId()))
                    .distinct()
                    .forEach(process -> persistence.until(
                            "recovery",
                            "start " + process.getValue(),
                            () -> starts.startParked(process.getKey(), process.getValue())));
        } catch (Stopped e) {
            LOG.debugf("stopped while starting what was open");
        }
    }

    private static @Nullable DomainEvent read(EventEnvelope envelope) {
        try {
            return EventCatalog.read(envelope.type(), envelope.data()).orElse(null);
        } catch (UncheckedIOException e) {
            return null;
        }
    }
}
