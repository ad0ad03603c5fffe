package io.docket.workflow.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.job.JobCall;
import io.docket.workflow.job.JobOutcome;
import io.docket.workflow.job.JobWorker;
import io.docket.workflow.memory.Progress;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * {@code docket:schedule}: what the engine's timer of a schedule wakes. Sees to it that the occurrence is waited for, comes
 * again when it was due, and sets the timer for the next one.
 */
public final class ScheduleWorker implements JobWorker {
    /** The process of the timers. No tenant can have one of that name. */
    public static final String PROCESS = "docket-schedule";

    private static final Duration AFTERWARDS = Duration.ofSeconds(5);

    private final ScheduleMemory memory;
    private final Progress progress;
    private final ScheduleClock clock;
    private final InstantSource time;

    /** Woken for what is in the memory. */
    public ScheduleWorker(ScheduleMemory memory, Progress progress, ScheduleClock clock, InstantSource time) {
        this.memory = memory;
        this.progress = progress;
        this.clock = clock;
        this.time = time;
    }

    @Override
    public String type() {
        return "docket:schedule";
    }

    @Override
    public List<String> inputs() {
        return List.of();
    }

    @Override
    public JobOutcome work(JobCall call) {
        if (!call.job().processId().equals(PROCESS)) {
            throw new Refused("built-in", "only the platform itself uses " + type());
        }
        ScheduleRef schedule =
                ScheduleRef.of(call.job().variables().path("scheduleKey").asText());
        Optional<Planned> planned = memory.find(schedule);
        if (planned.isEmpty()) {
            if (!progress.isWhole()) {
                throw new Unavailable("the memory is being rebuilt", null);
            }
            return new JobOutcome.Done(none().put("more", false));
        }
        Instant due = planned.get().due();
        Duration left = Duration.between(time.instant(), due);
        if (left.compareTo(ScheduleClock.LEAD.plus(AFTERWARDS)) > 0) {
            return new JobOutcome.Done(
                    none().put("more", true).put("wakeAt", clock.wakeAt(due).toString()));
        }
        clock.expect(new ScheduleMemory.Due(schedule, due));
        Duration pause = left.isNegative() ? AFTERWARDS : left.plus(AFTERWARDS);
        return new JobOutcome.NotYet(pause, none());
    }

    private static ObjectNode none() {
        return Json.mapper().createObjectNode();
    }
}
