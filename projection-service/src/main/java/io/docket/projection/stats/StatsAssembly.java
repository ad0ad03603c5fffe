package io.docket.projection.stats;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Puts counters together to statistics. */
final class StatsAssembly {
    private StatsAssembly() {}

    /** The statistics behind the counters, named by path as in {@link io.docket.projection.view.Counter#stat}. */
    static Stats assemble(String source, Map<String, Long> counters, long actors, Map<Integer, Long> positions) {
        return new Stats(
                source,
                new Stats.Cases(
                        count(counters, "cases"),
                        count(counters, "cases/open"),
                        count(counters, "cases/closed"),
                        count(counters, "cases/archived")),
                caseTypes(counters),
                new Stats.Tasks(
                        count(counters, "tasks"),
                        count(counters, "tasks/open"),
                        count(counters, "tasks/completed"),
                        count(counters, "tasks/cancelled")),
                new Stats.Processes(
                        count(counters, "processes"),
                        count(counters, "processes/active"),
                        count(counters, "processes/completed"),
                        count(counters, "processes/terminated")),
                new Stats.Events(count(counters, "events"), below(counters, "events/")),
                actors,
                new TreeMap<>(positions));
    }

    private static Map<String, Stats.CaseType> caseTypes(Map<String, Long> counters) {
        Map<String, Stats.CaseType> types = new TreeMap<>();
        below(counters, "type/").forEach((type, cases) -> {
            String path = "type/" + URLEncoder.encode(type, StandardCharsets.UTF_8);
            types.put(
                    type,
                    new Stats.CaseType(cases, below(counters, path + "/stage/"), below(counters, path + "/status/")));
        });
        return types;
    }

    /** The counters one segment below a path, by that segment. */
    private static Map<String, Long> below(Map<String, Long> counters, String path) {
        Map<String, Long> found = new TreeMap<>();
        counters.forEach((name, value) -> {
            if (name.startsWith(path) && name.indexOf('/', path.length()) < 0) {
                found.put(URLDecoder.decode(name.substring(path.length()), StandardCharsets.UTF_8), value);
            }
        });
        return found;
    }

    private static long count(Map<String, Long> counters, String path) {
        return counters.getOrDefault(path, 0L);
    }
}
