package io.docket.workflow.job.unworked;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many jobs of each type the broker made and handed out since it started, out of its metrics (Prometheus text).
 *
 * @param created jobs that were made, by type
 * @param handedOut times that a worker got a job, by type
 */
record JobCounts(Map<String, Long> created, Map<String, Long> handedOut) {
    private static final Pattern LINE = Pattern.compile("(?m)^zeebe_job_events_total\\{([^}]*)} ([0-9.eE+]+)");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    static JobCounts parse(String metrics) {
        Map<String, Long> created = new TreeMap<>();
        Map<String, Long> handedOut = new TreeMap<>();
        for (Matcher line = LINE.matcher(metrics); line.find(); ) {
            Map<String, String> labels = new TreeMap<>();
            for (Matcher label = LABEL.matcher(line.group(1)); label.find(); ) {
                labels.put(label.group(1), label.group(2));
            }
            String type = labels.getOrDefault("type", "");
            long count = (long) Double.parseDouble(line.group(2));
            switch (labels.getOrDefault("action", "")) {
                case "created" -> created.merge(type, count, Long::sum);
                case "activated", "pushed" -> handedOut.merge(type, count, Long::sum);
                default -> {}
            }
        }
        return new JobCounts(created, handedOut);
    }

    /** Jobs of the type that no worker has got. Too few rather than too many: what was handed out twice counts twice. */
    long waiting(String type) {
        return created.getOrDefault(type, 0L) - handedOut(type);
    }

    long handedOut(String type) {
        return handedOut.getOrDefault(type, 0L);
    }
}
