package io.docket.workflow.job.unworked;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Which types have jobs that wait, and for a while nobody has taken one. */
public final class UnworkedJobs {
    /** How long jobs wait before somebody hears of it. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final InstantSource clock;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    /** Nothing is known yet. */
    public UnworkedJobs(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes in what the broker's metrics say now. */
    public void note(String metrics) {
        JobCounts counts = JobCounts.parse(metrics);
        Instant now = clock.instant();
        for (String type : counts.created().keySet()) {
            long waiting = counts.waiting(type);
            long handedOut = counts.handedOut(type);
            if (waiting <= 0) {
                seen.remove(type);
            } else {
                seen.merge(
                        type,
                        new Seen(now, waiting, handedOut),
                        (before, fresh) ->
                                before.handedOut == handedOut ? new Seen(before.since, waiting, handedOut) : fresh);
            }
        }
    }

    /** Number of waiting jobs by type. */
    public Map<String, Long> waiting() {
        Instant limit = clock.instant().minus(PATIENCE);
        Map<String, Long> waiting = new TreeMap<>();
        seen.forEach((type, jobs) -> {
            if (!jobs.since.isAfter(limit)) {
                waiting.put(type, jobs.waiting);
            }
        });
        return waiting;
    }

    private record Seen(Instant since, long waiting, long handedOut) {}
}
