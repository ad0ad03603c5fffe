package io.docket.projection.stats;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The statistics of a tenant. Business time counts; days are those of UTC.
 *
 * @param source where they were counted: {@code redis} or {@code mongodb}
 * @param cases cases by status
 * @param caseTypes cases by type
 * @param throughput cases opened and closed in the last days
 * @param openByAge open cases by the days since they were opened
 * @param tasks tasks by status, age, group and user
 * @param processes process instances by state
 * @param records records by type
 * @param events events in the log
 * @param actors how many users acted
 * @param positions offset of the next event of each partition that is not in the views yet
 */
public record Stats(
        String source,
        Cases cases,
        Map<String, CaseType> caseTypes,
        Throughput throughput,
        List<Age> openByAge,
        Tasks tasks,
        Processes processes,
        Map<String, Long> records,
        Events events,
        long actors,
        Map<Integer, Long> positions) {
    /** Cases by status. */
    public record Cases(long total, long open, long closed, long archived) {}

    /**
     * The cases of a type.
     *
     * @param cases all of them
     * @param perStage by stage
     * @param perStatus by status
     * @param opened opened in the last days
     * @param closed closed in the last days, and not reopened
     * @param leadTime how long closed ones took; absent if none is closed
     * @param stageTimes how long closed ones stayed in each stage
     * @param openByAge open ones by the days since they were opened
     */
    public record CaseType(
            long cases,
            Map<String, Long> perStage,
            Map<String, Long> perStatus,
            long opened,
            long closed,
            @Nullable LeadTime leadTime,
            Map<String, StageTime> stageTimes,
            List<Age> openByAge) {}

    /**
     * From opened to closed, of all cases that are closed. The average is exact, the percentiles are at most 6.25 % off.
     *
     * @param cases how many
     */
    public record LeadTime(long cases, double averageSeconds, double p50Seconds, double p90Seconds) {}

    /** Stays in a stage, and how long they took. */
    public record StageTime(long visits, double averageSeconds) {}

    /** Cases opened and closed in the last days, the last one today. */
    public record Throughput(int days, long opened, long closed, List<Day> perDay) {}

    /** Cases opened and closed on a day. */
    public record Day(LocalDate day, long opened, long closed) {}

    /** Open cases that were opened so many days ago; without {@code toDays}, or more. */
    public record Age(long fromDays, @Nullable Long toDays, long cases) {}

    /**
     * Tasks by status.
     *
     * @param openByAge open ones by the days since they were created
     * @param perGroup open ones by the group that they are offered to
     * @param perUser open ones by who has them
     */
    public record Tasks(
            long created,
            long open,
            long completed,
            long cancelled,
            List<TaskAge> openByAge,
            List<GroupWork> perGroup,
            List<UserWork> perUser) {}

    /** Open tasks that were created so many days ago; without {@code toDays}, or more. */
    public record TaskAge(long fromDays, @Nullable Long toDays, long tasks) {}

    /** The open tasks that a user has taken or was given. */
    public record UserWork(String user, long open) {}

    /**
     * The open tasks that are offered to a group; a task of several groups counts in each.
     *
     * @param group the group; absent for tasks that are offered to none
     * @param open all of them
     * @param unassigned those that nobody has taken
     * @param overdue those that were due in an hour that is over
     */
    public record GroupWork(@Nullable String group, long open, long unassigned, long overdue) {}

    /** Process instances by state. */
    public record Processes(long total, long active, long completed, long terminated) {}

    /** Events in the log, all of them and by kind of entity; kinds without a view count in the total only. */
    public record Events(long total, Map<String, Long> perEntity) {}
}
