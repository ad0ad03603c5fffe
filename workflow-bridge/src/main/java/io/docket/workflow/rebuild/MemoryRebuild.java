package io.docket.workflow.rebuild;

import io.docket.workflow.memory.EventProgress;
import io.docket.workflow.memory.InstanceMemory;
import io.docket.workflow.memory.Parking;
import io.docket.workflow.memory.Progress;
import io.docket.workflow.rebuild.Rebuilt.ProcessRef;
import io.docket.workflow.record.InstanceBindings;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.retry.Stopped;
import io.docket.workflow.retry.Unavailable;
import io.docket.workflow.schedule.ScheduleBook;
import io.docket.workflow.start.ProcessStarts;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

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
    private final RebuiltMemory memory;
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
            RebuiltMemory memory,
            Parking parking,
            Progress progress,
            InstanceBindings bindings,
            ProcessStarts starts,
            ScheduleBook schedules,
            Persistence persistence,
            InstantSource clock) {
        this.logs = logs;
        this.instances = memory.instances();
        this.memory = memory;
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
                startLater(rebuild(false));
            }
        });
    }

    /**
     * Forgets all but interim data: the keys that are known are those of an engine that is gone. Returns the history of the memory that
     * this, and all that follows from it, has to last in.
     */
    public synchronized String forgetEngine() {
        String history = progress.history().current();
        progress.forgetAll();
        return history;
    }

    /**
     * Returns if all that was written to the memory in the history lasts.
     *
     * @throws Unavailable if it may not: then it has to be done again
     */
    public void requireLasting(String history) {
        requireLasting(progress, history);
    }

    static void requireLasting(EventProgress progress, String history) {
        if (!progress.history().holds(history)) {
            throw new Unavailable("another server is the master of the memory, and may lack some of it", null);
        }
    }

    /**
     * Makes the memory anew for an engine that runs nothing yet. What was asked for is parked. Returns what the log says of
     * the instances that are not over.
     */
    public synchronized Rebuilt rebuildForNewEngine() {
        progress.engineBegins(logs.engineEnd());
        return rebuild(true);
    }

    /** Starts what is parked, on a thread of its own: a doubt takes a while to settle. */
    public void startLater(Rebuilt rebuilt) {
        Set<ProcessRef> processes = rebuilt.awaited();
        Thread.startVirtualThread(() -> startAll(processes));
    }

    private Rebuilt rebuild(boolean engineIsNew) {
        LOG.infof("memory is not there, rebuilding it from the logs");
        String history = progress.history().current();
        Map<Integer, Long> handled = logs.handledOffsets();
        EventFold fold = new EventFold(memory, schedules, clock, engineIsNew, handled);
        logs.events(fold::take);
        if (engineIsNew) {
            fold.rebuilt().running().keySet().forEach(instances::forget);
        } else {
            fold.active().note(logs, memory.definitions());
            noteEngineRecords();
        }
        Rebuilt rebuilt = fold.rebuilt();
        rebuilt.open()
                .keySet()
                .removeIf(instance -> instances.engineKey(instance).isPresent());
        new OpenStarts(logs).forEach(rebuilt, request -> {
            if (!engineIsNew) {
                instances.claim(request.instance(), clock.instant());
            }
            parking.park(request);
        });
        requireLasting(history);
        handled.forEach(progress::handledBefore);
        progress.markWhole();
        LOG.infof("memory rebuilt open=%d", rebuilt.open().size());
        return rebuilt;
    }

    /** Those of the engine that runs now. */
    private void noteEngineRecords() {
        LastEngine last = new LastEngine();
        logs.engineRecords(last::pass);
        AtomicLong passed = new AtomicLong();
        logs.engineRecords(record -> {
            if (passed.getAndIncrement() >= last.before()) {
                bindings.note(record);
            }
        });
    }

    private void startAll(Set<ProcessRef> processes) {
        try {
            processes.forEach(process -> persistence.until(
                    "recovery",
                    "start " + process.processId(),
                    () -> starts.startParked(process.tenant(), process.processId())));
        } catch (Stopped e) {
            LOG.debugf("stopped while starting what was open");
        }
    }
}
