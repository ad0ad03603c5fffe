package io.docket.system.bench.schedules;

import io.docket.system.bench.Benchmark;
import io.docket.system.bench.load.Latencies;
import io.docket.system.support.PlannedComments;
import io.docket.system.support.Servers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * Commands that are all due at one instant, from that instant to the event that each of them leads to: with everything running,
 * each about another case, or twenty about the same; and when bridge and engine were killed after they were planned and are
 * back before they are due.
 */
public final class SchedulesBenchmark implements Benchmark {
    private static final int MANY = 1_000;
    private static final int FEW = 50;
    private static final Duration AHEAD = Duration.ofSeconds(45);
    private static final Duration AHEAD_WITH_RESTART = Duration.ofSeconds(150);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Override
    public String name() {
        return "schedules";
    }

    @Override
    public Map<String, Object> run() {
        Map<String, Object> figures = new LinkedHashMap<>();
        measure("warming up", FEW, AHEAD, List.of(), new LinkedHashMap<>());
        measure("a case each", MANY, AHEAD, List.of(), figures);
        measure("on 50 cases", FEW, AHEAD, List.of(), figures);
        measure(
                "a case each, bridge and engine killed before",
                MANY,
                AHEAD_WITH_RESTART,
                List.of("workflow-bridge", "zeebe"),
                figures);
        return figures;
    }

    private static void measure(
            String how, int cases, Duration ahead, List<String> victims, Map<String, Object> figures) {
        PlannedComments comments = PlannedComments.onNewCases(cases);
        Instant due = Instant.now().plus(ahead);
        comments.plan(MANY, due);
        victims.forEach(Servers::restart);
        figures.put(how + ": seconds that all were ready before they were due", Duration.between(Instant.now(), due).toSeconds());
        Awaitility.await().atMost(PATIENCE).until(() -> Instant.now().isAfter(due.plusSeconds(5)));
        Awaitility.await().atMost(PATIENCE).until(() -> comments.late(due).size() == MANY);
        Latencies settled = new Latencies();
        comments.settledLate(due).forEach(each -> settled.add(each.toNanos()));
        settled.into(figures, how + ": settled, late");
        Latencies late = new Latencies();
        Map<String, List<Duration>> times = comments.late(due);
        times.values().forEach(each -> late.add(each.getLast().toNanos()));
        late.into(figures, how + ": late");
        long repeated = times.values().stream().filter(each -> each.size() > 1).count();
        if (repeated > 0) {
            throw new IllegalStateException(how + ": carried out more than once: " + repeated + " of " + MANY);
        }
        figures.put(how + ": carried out more than once", repeated);
    }
}
