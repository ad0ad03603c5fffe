package io.docket.projection.stats;

import io.docket.projection.view.Counter;
import java.util.Map;
import java.util.TreeMap;

/** Puts counters together to statistics. */
final class StatsAssembly {
    private StatsAssembly() {}

    /** The statistics behind the counters. */
    static Stats assemble(String source, Tally tally, long actors, Map<Integer, Long> positions, Window window) {
        Flow flow = new Flow(tally, window);
        Ages ages = new Ages(tally, window.today());
        return new Stats(
                source,
                new Stats.Cases(
                        total(tally, "cases"),
                        total(tally, "cases", "open"),
                        total(tally, "cases", "closed"),
                        total(tally, "cases", "archived")),
                caseTypes(tally, flow, ages),
                flow.throughput(),
                ages.all(),
                new Stats.Tasks(
                        total(tally, "tasks"),
                        total(tally, "tasks", "open"),
                        total(tally, "tasks", "completed"),
                        total(tally, "tasks", "cancelled"),
                        ages.tasks(),
                        GroupWorks.of(tally, window.now()),
                        UserWorks.of(tally)),
                new Stats.Processes(
                        total(tally, "processes"),
                        total(tally, "processes", "active"),
                        total(tally, "processes", "completed"),
                        total(tally, "processes", "terminated")),
                tally.below(Counter.stat("records")),
                new Stats.Events(total(tally, "events"), tally.below(Counter.stat("events"))),
                actors,
                new TreeMap<>(positions));
    }

    private static Map<String, Stats.CaseType> caseTypes(Tally tally, Flow flow, Ages ages) {
        LeadTimes leadTimes = new LeadTimes(tally);
        Map<String, Stats.CaseType> types = new TreeMap<>();
        tally.below(Counter.stat("type"))
                .forEach((type, cases) -> types.put(
                        type,
                        new Stats.CaseType(
                                cases,
                                tally.below(Counter.stat("type", type, "stage")),
                                tally.below(Counter.stat("type", type, "status")),
                                flow.opened(type),
                                flow.closed(type),
                                leadTimes.of(type),
                                leadTimes.stages(type),
                                ages.of(type))));
        return types;
    }

    private static long total(Tally tally, String... path) {
        return tally.count(Counter.stat(path));
    }
}
