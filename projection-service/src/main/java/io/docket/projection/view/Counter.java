package io.docket.projection.view;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Names of counters: a group, a colon, and path segments joined by {@code /}. */
public final class Counter {
    /** Totals of the tenant. */
    public static final String STATS = "stats";

    /** Open work by user and by group. */
    public static final String WORK = "work";

    private Counter() {}

    /** A total of the tenant. */
    public static String stat(String... path) {
        return STATS + ':' + path(path);
    }

    /** Open tasks of a user. */
    public static String user(String user) {
        return WORK + ':' + path("user", user);
    }

    /** Open and unassigned tasks offered to a group. */
    public static String group(String group) {
        return WORK + ':' + path("group", group);
    }

    private static String path(String... segments) {
        return Arrays.stream(segments)
                .map(segment -> URLEncoder.encode(segment, StandardCharsets.UTF_8))
                .collect(Collectors.joining("/"));
    }
}
