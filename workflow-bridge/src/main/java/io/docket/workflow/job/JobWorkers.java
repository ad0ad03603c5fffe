package io.docket.workflow.job;

import java.util.List;

/**
 * The workers of the bridge, one a type.
 *
 * @param all all of them
 */
public record JobWorkers(List<JobWorker> all) {
    public JobWorkers {
        all = List.copyOf(all);
        if (all.stream().map(JobWorker::type).distinct().count() != all.size()) {
            throw new IllegalArgumentException("two workers of one type: " + all);
        }
    }

    /** The types that are worked on. */
    public List<String> types() {
        return all.stream().map(JobWorker::type).sorted().toList();
    }
}
