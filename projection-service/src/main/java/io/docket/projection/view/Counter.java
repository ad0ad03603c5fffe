package io.docket.projection.view;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Names of counters: a group, a colon, and path segments joined by {@code /}. The counters of a group are read together.
 * Days and hours are those of business time, in UTC.
 */
public final class Counter {
    /** Totals of the tenant. */
    public static final String STATS = "stats";

    /** Open work by user and by group. */
    public static final String WORK = "work";

    /** How long closed cases took, and their stages. */
    public static final String LEAD = "lead";

    /** Open cases by the day on which they were opened. */
    public static final String AGE = "age";

    /** Open tasks by candidate group, and when they are due. */
    public static final String DUE = "due";

    /** Open tasks by the day on which they were created. */
    public static final String TASK_AGE = "task-age";

    private static final String FLOW = "flow-";
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH").withZone(ZoneOffset.UTC);

    private Counter() {}

    /** A total of the tenant. */
    public static String stat(String... path) {
        return in(STATS, path);
    }

    /** Open tasks of a user. */
    public static String user(String user) {
        return in(WORK, "user", user);
    }

    /** Open and unassigned tasks offered to a user by name. */
    public static String candidate(String user) {
        return in(WORK, "candidate", user);
    }

    /** Open and unassigned tasks offered to a group. */
    public static String group(String group) {
        return in(WORK, "group", group);
    }

    /** Group of the counters of what was opened and closed in a month. */
    public static String flow(YearMonth month) {
        return FLOW + month;
    }

    /** Cases opened or closed on the day of an instant. */
    public static String flow(Instant at, String what, String caseType) {
        LocalDate day = day(at);
        return in(flow(YearMonth.from(day)), what, day.toString(), caseType);
    }

    /** How long something took. */
    public static String lead(String... path) {
        return in(LEAD, path);
    }

    /** Open cases of a type that were opened on the day of an instant. */
    public static String age(String caseType, Instant openedAt) {
        return in(AGE, caseType, day(openedAt).toString());
    }

    /** Open tasks that were created on the day of an instant. */
    public static String taskAge(Instant createdAt) {
        return in(TASK_AGE, day(createdAt).toString());
    }

    /** Open tasks of a group, all or some. */
    public static String due(String what, String group) {
        return in(DUE, what, group);
    }

    /** Open tasks of a group that are due within the hour of an instant. */
    public static String due(String group, Instant due) {
        return in(DUE, "hour", group, HOUR.format(due));
    }

    /** The path of a counter within its group. */
    public static String path(String counter) {
        return counter.substring(counter.indexOf(':') + 1);
    }

    /** The group of a counter. */
    public static String groupOf(String counter) {
        return counter.substring(0, counter.indexOf(':'));
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static String in(String group, String... segments) {
        return group
                + ':'
                + Arrays.stream(segments)
                        .map(segment -> URLEncoder.encode(segment, StandardCharsets.UTF_8))
                        .collect(Collectors.joining("/"));
    }
}
