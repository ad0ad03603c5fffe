package io.docket.projection.stats;

import java.util.Map;

/**
 * The totals of a tenant.
 *
 * @param source where they were counted: {@code redis} or {@code mongodb}
 * @param cases cases by status
 * @param caseTypes cases by type
 * @param tasks tasks by status
 * @param processes process instances by state
 * @param events events in the log
 * @param actors how many users acted
 * @param positions offset of the next event of each partition that is not in the views yet
 */
public record Stats(
        String source,
        Cases cases,
        Map<String, CaseType> caseTypes,
        Tasks tasks,
        Processes processes,
        Events events,
        long actors,
        Map<Integer, Long> positions) {
    /** Cases by status. */
    public record Cases(long total, long open, long closed, long archived) {}

    /** The cases of a type by stage and by status. */
    public record CaseType(long cases, Map<String, Long> perStage, Map<String, Long> perStatus) {}

    /** Tasks by status. */
    public record Tasks(long created, long open, long completed, long cancelled) {}

    /** Process instances by state. */
    public record Processes(long total, long active, long completed, long terminated) {}

    /** Events in the log, all of them and by kind of entity; kinds without a view count in the total only. */
    public record Events(long total, Map<String, Long> perEntity) {}
}
