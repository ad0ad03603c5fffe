package io.docket.projection.stats;

import io.docket.projection.view.Counter;
import io.docket.projection.view.LogScale;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How long closed cases took, and how long they stayed in each stage. */
final class LeadTimes {
    private static final double MILLIS = 1_000;
    private static final double P50 = 0.5;
    private static final double P90 = 0.9;

    private final Map<String, TreeMap<Integer, Long>> buckets = new HashMap<>();
    private final Map<String, Map<String, long[]>> stages = new HashMap<>();
    private final Tally tally;

    LeadTimes(Tally tally) {
        this.tally = tally;
        tally.each(Counter.LEAD, (path, value) -> {
            switch (path.getFirst()) {
                case "bucket" ->
                    buckets.computeIfAbsent(path.get(1), type -> new TreeMap<>())
                            .merge(Integer.valueOf(path.get(2)), value, Long::sum);
                case "stage" ->
                    stages.computeIfAbsent(path.get(1), type -> new TreeMap<>())
                            .computeIfAbsent(path.get(2), stage -> new long[2])[
                            path.get(3).equals("visits") ? 0 : 1] += value;
                default -> {}
            }
        });
    }

    /** Of the closed cases of a type; absent if there is none. */
    Stats.@Nullable LeadTime of(String type) {
        TreeMap<Integer, Long> counts = buckets.getOrDefault(type, new TreeMap<>());
        long cases = counts.values().stream().mapToLong(Long::longValue).sum();
        if (cases == 0) {
            return null;
        }
        return new Stats.LeadTime(
                cases,
                tally.count(Counter.lead("millis", type)) / MILLIS / cases,
                percentile(counts, cases, P50),
                percentile(counts, cases, P90));
    }

    /** Of the stages of a type, by stage. */
    Map<String, Stats.StageTime> stages(String type) {
        Map<String, Stats.StageTime> times = new TreeMap<>();
        stages.getOrDefault(type, Map.of()).forEach((stage, sums) -> {
            if (sums[0] > 0) {
                times.put(stage, new Stats.StageTime(sums[0], sums[1] / MILLIS / sums[0]));
            }
        });
        return times;
    }

    private static double percentile(TreeMap<Integer, Long> counts, long cases, double share) {
        long rank = (long) Math.ceil(share * cases);
        long seen = 0;
        for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
            seen += bucket.getValue();
            if (seen >= rank) {
                return LogScale.middle(bucket.getKey()) / MILLIS;
            }
        }
        throw new IllegalStateException("the rank is within the cases");
    }
}
